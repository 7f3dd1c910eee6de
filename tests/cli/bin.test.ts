// What only a process of its own shows; the rest of the command, main.test.ts and its neighbours show.
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { requestToken } from "../../lib/index.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { createRemoteSandbox } from "../support/control.ts";
import { envFile } from "./env-file.ts";
import { gather, runCommand, spawnCommand, startCommand } from "./run-command.ts";

// As Sirv's secrets are: base64 with all that a shell or an env file could stumble over.
const credentials = {
  clientId: "fakeClientId",
  clientSecret: "FAKE+secret/with=signs+and/padding==",
};
const env = { SIRV_CLIENT_ID: credentials.clientId, SIRV_CLIENT_SECRET: credentials.clientSecret };
const jwt = /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+\n$/;

async function setUp() {
  const sandbox = await createRemoteSandbox({ clients: [credentials] });
  return { sandbox, endpoint: ["--endpoint", sandbox.endpoint] };
}

describe.concurrent("a token, alone on stdout,", { timeout: 60_000 }, () => {
  test("for the environment's credentials, after a retry", async () => {
    const { endpoint, sandbox } = await setUp();
    await sandbox.fail({ type: "status", status: 503 });
    const { code, stdout, stderr } = await runCommand(endpoint, { env });
    expect(stdout).toMatch(jwt);
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("for those on stdin", async () => {
    const { endpoint } = await setUp();
    const stdin = JSON.stringify(credentials);
    const { code, stdout } = await runCommand([...endpoint, "--stdin"], { stdin });
    expect(stdout).toMatch(jwt);
    expect(code).toBe(0);
  });

  // Node takes the option for its own, wherever it stands: https://github.com/nodejs/node/issues/54232
  test("for those of an env file, which Node reads too and puts behind the environment", async (context) => {
    const { endpoint } = await setUp();
    const file = envFile(
      context,
      `# of no account\nSIRV_CLIENT_ID=${credentials.clientId}\nSIRV_CLIENT_SECRET="${credentials.clientSecret}"\n`,
    );
    const { code, stdout } = await runCommand([...endpoint, "--env-file", file], {
      env: { ...env, SIRV_CLIENT_SECRET: "FAKE" },
    });
    expect(stdout).toMatch(jwt);
    expect(code).toBe(0);
  });
});

describe.concurrent("the exit code", { timeout: 60_000 }, () => {
  test("is the error's, told in one line on stderr, while the request's server still waits", async () => {
    const { endpoint, sandbox } = await setUp();
    await sandbox.fail({ type: "slow", delay: 600_000 });
    const { code, stdout, stderr } = await runCommand([...endpoint, "--timeout", "300"], { env });
    expect(stderr).toMatch(/^sirv-token: [^\n]+\n$/);
    expect([code, stdout]).toEqual([5, ""]);
  });

  test("of a missing env file is Node's, which says so before the command can", async () => {
    const { code, stdout, stderr } = await runCommand(["--env-file", "nowhere.env"], { env });
    expect(stderr).toMatch(/^\S*node\S*: nowhere\.env: not found\n$/);
    expect([code, stdout]).toEqual([9, ""]);
  });

  test("is 0 for a reader that left", async () => {
    const child = spawnCommand(["--sandbox"]);
    child.stdout?.destroy();
    const stderr = gather(child.stderr);
    expect((await once(child, "close"))[0]).toBe(0);
    expect(stderr()).toBe("");
  });

  test("is 5 for a stdout that can't be written", async ({ onTestFinished }) => {
    const full = openSync("/dev/full", "w");
    onTestFinished(() => closeSync(full));
    const child = spawnCommand(["--sandbox"], { stdio: ["pipe", full, "pipe"] });
    const stderr = gather(child.stderr);
    expect((await once(child, "close"))[0]).toBe(5);
    expect(stderr()).toMatch(/^sirv-token: stdout can't be written: [^\n]+\n$/);
  });

  test("does not change for a stderr that nobody reads", async () => {
    const child = spawnCommand(["--nope"]);
    child.stderr?.destroy();
    expect((await once(child, "exit"))[0]).toBe(2);
  });

  test("is 130 for Ctrl-C while it waits for stdin", async () => {
    const child = spawnCommand(["--stdin"]);
    // More than a pipe holds: it is written when the command reads.
    await new Promise((resolve) => child.stdin?.write(" ".repeat(1_000_000), resolve));
    child.kill("SIGINT");
    expect((await once(child, "exit"))[0]).toBe(130);
  });

  test("is 130 for Ctrl-C while it waits for a reply", async () => {
    const { endpoint, sandbox } = await setUp();
    await sandbox.fail({ type: "slow", delay: 600_000 });
    const child = spawnCommand(endpoint, { env });
    await vi.waitUntil(async () => (await sandbox.arrivals()).length > 0, { timeout: 30_000 });
    child.kill("SIGINT");
    expect((await once(child, "exit"))[0]).toBe(130);
  });
});

test.concurrent.each(["SIGINT", "SIGTERM"] as const)(
  "the sandbox is served until %s, with its address in the first line",
  { timeout: 60_000 },
  async (signal) => {
    const { line, stop } = await startCommand(["sandbox", "--port", "0"]);
    const { token } = await requestToken(createSandbox().credentials, { endpoint: line });
    expect(`${token}\n`).toMatch(jwt);
    expect(await stop(signal)).toBe(0);
  },
);
