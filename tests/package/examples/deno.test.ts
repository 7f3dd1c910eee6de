import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { createRemoteSandbox } from "../../support/control.ts";
import { run } from "../run.ts";
import { clientOf, copyExample, environmentFor } from "./example.ts";

test("lists the files of a folder and of those in it, and its types are right", async () => {
  const cwd = copyExample("deno");
  const sandbox = await createRemoteSandbox();
  const sirv = clientOf(sandbox);
  for (const filename of ["/shop/a.jpg", "/shop/more/b.jpg", "/c.jpg"]) {
    await sirv.post("files/upload", { searchParams: { filename }, body: "FAKE" });
  }
  const env = {
    ...environmentFor(sandbox),
    NPM_CONFIG_REGISTRY: inject("registry"),
    DENO_DIR: join(cwd, "cache"),
  };
  await run("deno", ["check", "list-files.ts"], { cwd, env });
  const { stdout } = await run("deno", ["task", "start", "/shop"], { cwd, env });
  expect(stdout).toBe("4\t/shop/a.jpg\n4\t/shop/more/b.jpg\n");
});
