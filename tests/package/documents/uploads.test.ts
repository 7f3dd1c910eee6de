// The files of docs/uploads.md: a page's in a browser, and one that is for a server.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRemoteSandbox } from "../../support/control.ts";
import { createApp } from "../app.ts";
import { createBrowser, type OpenedBrowser } from "../browser.ts";
import { run } from "../run.ts";
import { shownFile } from "../shown-files.ts";
import { runInPage } from "./page.ts";
import { environmentOf } from "./program.ts";
import { stage } from "./stage.ts";

const shown = (name: string) => shownFile("docs/uploads.md", name);

test("Sirv is asked to fetch a file", async () => {
  const sandbox = await createRemoteSandbox();
  // The sandbox has no web to fetch from.
  const reply = { type: "reply", path: "/v2/files/fetch" } as const;
  await sandbox.fail(
    { ...reply, body: JSON.stringify([{ filename: "/a.jpg", success: true }]) },
    { ...reply, body: JSON.stringify([{ filename: "/b.jpg", success: false }]) },
  );
  const cwd = createApp({
    "stage.js": stage,
    "fetch.js": shown("fetch.js"),
    "main.js": `
import { fetchInto } from "./fetch.js";
await fetchInto("/a.jpg", "https://example.com/a.jpg");
await fetchInto("/b.jpg", "https://example.com/b.jpg").catch(({ message }) => console.log(message));
`,
  });
  const args = ["--import", "./stage.js", "main.js"];
  const { stdout } = await run(process.execPath, args, { cwd, env: environmentOf(sandbox) });
  expect(stdout).toBe("https://example.com/b.jpg could not be fetched.\n");
});

describe("in a page", { concurrent: false }, () => {
  let browser: OpenedBrowser;
  beforeAll(() => void (browser = createBrowser("chromium")));
  afterAll(async () => browser.close());

  const runCode = async (code: string) =>
    runInPage(
      { document: "", line: 0, heading: "", language: "js", tag: "page", file: undefined, code },
      browser,
    );

  test("what a visitor chooses is uploaded", async () => {
    const { shown: seen, errors } = await runCode(`
document.body.innerHTML = '<input type="file" multiple />';
${shown("page.js")}
const input = document.querySelector("input");
const chosen = new DataTransfer();
chosen.items.add(file);
input.files = chosen.files;
input.dispatchEvent(new Event("change"));
const stat = () => sirv.get("files/stat", { searchParams: { filename: "/visitors/a.jpg" } });
for (;;) {
  const found = await stat().json().catch(() => undefined);
  if (found) console.log(found.contentType + " " + found.size);
  if (found) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
`);
    expect(errors).toEqual([]);
    expect(seen).toContain("image/jpeg 10");
  });

  test("an upload tells how far it is, and that it was refused", async () => {
    const { shown: seen, errors } = await runCode(`
const { createTokenProvider } = await import("sirv-token");
const { brokeredToken } = await import("sirv-token/broker");
// The page's fetch knows where the sandbox is.
const { url } = await fetch("https://api.sirv.com/v2/account");
const { open } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (method, address) {
  open.call(this, method, String(address).replace("https://api.sirv.com/v2/account", url)
    .replace("https://api.sirv.com", url.replace("/v2/account", "")));
};
${shown("progress.js")}
const provider = createTokenProvider(brokeredToken("/api/sirv-token"));
const told = [];
await upload(provider, "/a.jpg", file, (part) => told.push(part));
await upload(provider, "", file, () => undefined).catch(({ message }) => told.push(message));
console.log(told.slice(-2).join(", "));
`);
    expect(errors).toEqual([]);
    expect(seen).toEqual(["1, Sirv answered 400"]);
  });
});
