// The package in Deno and Bun, each installing it in its own way.
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { createEmptyApp, jwt, printedToken, source } from "./app.ts";
import { run } from "./run.ts";
import { bun, deno } from "./runtimes.ts";

test("Deno, by an npm: specifier, with leave for the network alone", async () => {
  const cwd = createEmptyApp({ "main.ts": source.replace('"sirv-token"', '"npm:sirv-token"') });
  const env = { NPM_CONFIG_REGISTRY: inject("registry"), DENO_DIR: join(cwd, "cache") };
  const args = ["run", "--no-prompt", "--allow-net", "main.ts"];
  expect(await printedToken(deno, args, { cwd, env })).toMatch(jwt);
});

test("Bun, after bun add", async () => {
  const cwd = createEmptyApp({ "main.ts": source, "package.json": '{"private":true}' });
  const env = {
    BUN_CONFIG_REGISTRY: inject("registry"),
    BUN_INSTALL_CACHE_DIR: join(cwd, "cache"),
  };
  await run(bun, ["add", "sirv-token"], { cwd, env });
  expect(await printedToken(bun, ["main.ts"], { cwd, env })).toMatch(jwt);
});
