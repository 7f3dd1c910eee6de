import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { createApp, createEmptyApp, jwt, printedToken, source } from "./app.ts";
import { run } from "./run.ts";
import { nodes } from "./runtimes.ts";

describe.each(nodes)("%s", (_, node) => {
  test("import", async () => {
    expect(
      await printedToken(node, ["main.js"], { cwd: createApp({ "main.js": source }) }),
    ).toMatch(jwt);
  });

  test("require, of a package that has ES modules alone", async () => {
    const main = `
const { requestToken } = require("sirv-token");
const { credentials, endpoint } = JSON.parse(process.argv[2]);
requestToken(credentials, { endpoint }).then(({ token }) => console.log(token));
`;
    expect(
      await printedToken(node, ["main.cjs"], { cwd: createApp({ "main.cjs": main }) }),
    ).toMatch(jwt);
  });

  test("the sandbox, with no more installed than the package needs", async () => {
    const main = `
import { requestToken } from "sirv-token";
import { createSandbox } from "sirv-token/sandbox";
const { credentials, fetch } = createSandbox();
console.log((await requestToken(credentials, { fetch })).token);
`;
    const { stdout } = await run(node, ["main.js"], { cwd: createApp({ "main.js": main }) });
    expect(stdout.trim()).toMatch(jwt);
  });

  test("the command of the installed package", async () => {
    const bin = join(inject("folder"), "apps/node_modules/.bin/sirv-token");
    const { stdout, stderr } = await run(node, [bin, "--sandbox"]);
    expect(stdout.trim()).toMatch(jwt);
    expect(stderr).toBe("");
  });
});

test("two copies of the package understand each other", async () => {
  const main = `
import { createTokenFetch, createTokenProvider, isTokenError } from "sirv-token";
import { createSandbox } from "sirv-token/sandbox";
import * as other from "./copy/dist/index.js";
const { credentials, fetch } = createSandbox();
const provider = other.createTokenProvider(credentials, { fetch });
const { status } = await createTokenFetch(provider, { fetch })("https://api.sirv.com/v2/account");
const same = createTokenProvider(async () => provider.getToken());
const error = await other.requestToken({ clientId: "", clientSecret: "" }).catch((reason) => reason);
console.log(JSON.stringify({
  status,
  shared: (await same.getToken()).token === (await provider.getToken()).token,
  isOne: createTokenProvider === other.createTokenProvider,
  isTokenError: isTokenError(error),
}));
`;
  const cwd = createApp({ "main.js": main });
  cpSync(join(inject("folder"), "apps/node_modules/sirv-token"), join(cwd, "copy"), {
    recursive: true,
  });
  const { stdout } = await run(process.execPath, ["main.js"], { cwd });
  expect(JSON.parse(stdout)).toEqual({
    status: 200,
    shared: true,
    isOne: false,
    isTokenError: true,
  });
});

test("npx, with nothing installed", async () => {
  const registry = `--registry=${inject("registry")}`;
  const cwd = createEmptyApp({});
  const cache = `--cache=${join(cwd, "cache")}`;
  const args = ["--yes", "--loglevel=error", registry, cache, "sirv-token", "--sandbox"];
  const { stdout } = await run("npx", args, { cwd });
  expect(stdout.trim()).toMatch(jwt);
});

test("what is not exported can't be imported", async () => {
  const cwd = createApp({ "main.js": 'await import("sirv-token/dist/cli.js");' });
  await expect(run(process.execPath, ["main.js"], { cwd })).rejects.toThrow(
    "ERR_PACKAGE_PATH_NOT_EXPORTED",
  );
});
