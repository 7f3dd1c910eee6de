// The command in this process: what a child process shows, bin.test.ts shows.
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { main } from "../../lib/cli/main.ts";
import { requestToken } from "../../lib/index.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { createRemoteSandbox } from "../support/control.ts";

interface Input {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
}

/** Runs the command; what it wrote can be read while it runs. */
function start(
  args: readonly string[],
  { env = {}, stdin = "", isTTY = false, signal }: Input = {},
) {
  const [stdout, input] = [new PassThrough(), new PassThrough()];
  const stderr = Object.assign(new PassThrough(), { isTTY });
  input.end(stdin);
  const code = main({
    args,
    env,
    stdin: input,
    stdout,
    stderr,
    signal: signal ?? new AbortController().signal,
  }).finally(() => {
    stdout.end();
    stderr.end();
  });
  return { code, stdout, stderr };
}

async function run(args: readonly string[], input?: Input) {
  const { code, stdout, stderr } = start(args, input);
  return { code: await code, stdout: await text(stdout), stderr: await text(stderr) };
}

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
  [[], /^eyJ\S+\n$/],
  [["--json"], /^\{"token":"eyJ.*\}\n$/],
  [["--header"], /^authorization: Bearer eyJ\S+\n$/],
])("%j prints a token", async (args, pattern) => {
  const { endpoint, env } = await setUp();
  const { code, stdout, stderr } = await run([...endpoint, ...args], { env });
  expect(stdout).toMatch(pattern);
  expect([code, stderr]).toEqual([0, ""]);
});

test("--sandbox, --stdin, --help and --version", async () => {
  expect((await run(["--sandbox"])).stdout).toMatch(/^eyJ/);
  const { sandbox, endpoint } = await setUp();
  const stdin = JSON.stringify(sandbox.credentials);
  expect((await run([...endpoint, "--stdin"], { stdin })).stdout).toMatch(/^eyJ/);
  expect((await run(["--help"])).stdout).toMatch(/^Usage/);
  expect((await run(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("--env-file", async () => {
  const { endpoint } = await setUp();
  const file = "tests/cli/fake.env";
  expect((await run([...endpoint, "--env-file", file])).stderr).toContain(
    "refused the credentials (401: ",
  );
  const { code, stderr } = await run(["--env-file", "nowhere/.env"]);
  expect(stderr).toMatch(/^sirv-token: --env-file can't be read: ENOENT.*\n$/);
  expect(code).toBe(2);
});

test.each([
  [["--nothing"], 2, "Unknown option '--nothing'."],
  [["id", "FAKE"], 2, "credentials are not taken from arguments."],
  [["--timeout", "1s"], 2, "--timeout takes a whole number."],
  [["--json", "--header"], 2, "--json and --header exclude each other."],
  [["--port", "1"], 2, "--port does not go with a token request."],
  [["sandbox", "--header"], 2, "--header does not go with"],
  [["--stdin"], 2, "stdin is not JSON"],
  [[], 2, "are not set"],
])("%j ends with %i", async (args, code, complaint) => {
  const result = await run(args, { stdin: "FAKE" });
  expect(result.stderr).toContain(complaint);
  expect(result.stderr).not.toContain("FAKE");
  expect([result.code, result.stdout]).toEqual([code, ""]);
});

test("a wait is told to a terminal alone", async () => {
  const { endpoint, env, sandbox } = await setUp();
  for (const [isTTY, wait] of [
    [false, /^$/],
    [true, /^sirv-token: .* Trying again in 0\.\d s\.\n$/],
  ] as const) {
    await sandbox.fail({ type: "status", status: 503 });
    const { stderr, code } = await run(endpoint, { env, isTTY });
    expect(stderr).toMatch(wait);
    expect(code).toBe(0);
  }
});

test("a fault of the command itself is not hidden", async () => {
  const broken = { isTTY: false, write: () => expect.fail("broken pipe") };
  await expect(
    main({
      args: ["--help"],
      env: {},
      stdin: new PassThrough(),
      stdout: broken as unknown as NodeJS.WritableStream,
      stderr: new PassThrough(),
      signal: new AbortController().signal,
    }),
  ).rejects.toThrow("broken pipe");
});

test("a signal ends a request", async () => {
  const { endpoint, env, sandbox } = await setUp();
  await sandbox.fail({ type: "slow", delay: 60_000 });
  const { code, stdout } = await run(endpoint, { env, signal: AbortSignal.timeout(100) });
  expect([code, stdout]).toEqual([130, ""]);
});

describe("sandbox", () => {
  test("serves until it is told to stop", async () => {
    const controller = new AbortController();
    const { code, stdout, stderr } = start(["sandbox", "--port", "0"], controller);
    const [line] =
      (await stdout[Symbol.asyncIterator]().next()).value?.toString().split("\n") ?? [];
    const { token } = await requestToken(createSandbox().credentials, { endpoint: line });
    expect(token).toMatch(/^eyJ/);
    controller.abort();
    expect(await code).toBe(0);
    expect(await text(stderr)).toContain("Ctrl-C ends it.");
  });

  test("stops at once when it is told before it serves", async () => {
    expect((await run(["sandbox", "--port", "0"], { signal: AbortSignal.abort() })).code).toBe(0);
  });

  test("a port that can't be used", async () => {
    const { code, stderr } = await run(["sandbox", "--port", "65536"]);
    expect(stderr).toMatch(/^sirv-token: --port takes a whole number from 0 to 65535\.\n$/);
    expect(code).toBe(2);
  });
});
