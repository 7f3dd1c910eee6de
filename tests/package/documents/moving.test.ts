// The file of docs/moving.md that needs a package beside ours.
import { inject, expect, test } from "vitest";
import { createRemoteSandbox } from "../../support/control.ts";
import { createEmptyApp } from "../app.ts";
import { install } from "../install.ts";
import { run } from "../run.ts";
import { shownFile } from "../shown-files.ts";
import { environmentOf } from "./program.ts";
import { stage } from "./stage.ts";

test("axios gets the token by its fetch, and its errors hold none", async () => {
  const cwd = createEmptyApp({
    "package.json": '{"private":true,"type":"module"}',
    "stage.js": stage,
    "axios.js": shownFile("docs/moving.md", "axios.js"),
    "main.js": `
import { inspect } from "node:util";
import { sirv } from "./axios.js";
const upload = (filename) =>
  sirv.post("files/upload", Buffer.from("FAKE"), { params: { filename } });
await upload("/a.jpg");
const { token } = await provider.getToken();
console.log((await sirv.get("files/stat", { params: { filename: "/a.jpg" } })).data.size);
const error = await sirv.get("files/stat", { params: { filename: "/b.jpg" } }).catch((reason) => reason);
console.log(error.status, inspect(error, { depth: 9, showHidden: true }).includes("eyJ"));
`,
  });
  await install(cwd, inject("registry"), "sirv-token", "axios@1.21.1");
  const sandbox = await createRemoteSandbox();
  // A 401 is healed, with the body sent again.
  await sandbox.fail({ type: "status", status: 401, path: "/v2/files/upload" });
  const args = ["--import", "./stage.js", "main.js"];
  const { stdout } = await run(process.execPath, args, { cwd, env: environmentOf(sandbox) });
  expect(stdout).toBe("4\n404 false\n");
});
