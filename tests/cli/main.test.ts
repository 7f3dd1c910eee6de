import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { main } from "../../lib/cli/main.ts";
import { createRemoteSandbox } from "../support/control.ts";
import { runMain } from "./run-main.ts";

async function setUp() {
  const sandbox = await createRemoteSandbox();
  const { clientId, clientSecret } = sandbox.credentials;
  return {
    sandbox,
    endpoint: ["--endpoint", sandbox.endpoint],
    env: { SIRV_CLIENT_ID: clientId, SIRV_CLIENT_SECRET: clientSecret },
  };
}

test.each([
  [[], /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+\n$/],
  [["--json"], /^\{"token":"eyJ[^"]+","expiresIn":1200,"scope":\[.*\],"expiresAt":\d+\}\n$/],
  [["--json", "--expires-in", "60"], /^\{"token":"eyJ[^"]+","expiresIn":60,/],
  [["--header"], /^authorization: Bearer eyJ\S+\n$/],
])("%j prints a token", async (args, pattern) => {
  const { endpoint, env } = await setUp();
  const { code, stdout, stderr } = await runMain([...endpoint, ...args], { env });
  expect(stdout).toMatch(pattern);
  expect([code, stderr]).toEqual([0, ""]);
});

test("--sandbox prints one without any credentials", async () => {
  const { code, stdout, stderr } = await runMain(["--sandbox"]);
  expect(stdout).toMatch(/^eyJ/);
  expect([code, stderr]).toEqual([0, ""]);
});

test.each([["--help"], ["-h"], ["sandbox", "--help"]])("%s %s", async (...args) => {
  const { code, stdout, stderr } = await runMain(args);
  expect(stdout).toMatch(/^Usage: sirv-token /);
  expect([code, stderr]).toEqual([0, ""]);
});

test("--version", async () => {
  expect((await runMain(["--version"])).stdout).toBe(`${manifest.version}\n`);
});

test("a fault of the command itself is not hidden", async () => {
  const broken = { isTTY: false, write: () => expect.fail("broken pipe") };
  await expect(
    main({
      args: ["--help"],
      env: {},
      stdin: Readable.from([]),
      folder: ".",
      stdout: broken as unknown as NodeJS.WritableStream,
      stderr: new PassThrough(),
      signal: new AbortController().signal,
    }),
  ).rejects.toThrow("broken pipe");
});

test("a signal ends a request", async () => {
  const { endpoint, env, sandbox } = await setUp();
  await sandbox.fail({ type: "slow", delay: 60_000 });
  const { code, stdout } = await runMain(endpoint, { env, signal: AbortSignal.timeout(100) });
  expect([code, stdout]).toEqual([130, ""]);
});
