// The command as a real child process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { requestToken } from "../../lib/index.ts";
import { createRemoteSandbox } from "../support/control.ts";
import { bin, runCommand, startCommand } from "./run.ts";

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

describe.concurrent("a token", { timeout: 60_000 }, () => {
  test("alone on stdout", async () => {
    const { endpoint } = await setUp();
    const { code, stdout, stderr } = await runCommand(endpoint, { env });
    expect(stdout).toMatch(jwt);
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("--json", async () => {
    const { endpoint } = await setUp();
    const { code, stdout } = await runCommand([...endpoint, "--json", "--expires-in", "60"], {
      env,
    });
    expect(code).toBe(0);
    const accessToken = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(accessToken)).toEqual(["token", "expiresIn", "scope", "expiresAt"]);
    expect(accessToken["expiresIn"]).toBe(60);
  });

  test("--header", async () => {
    const { endpoint } = await setUp();
    const { stdout } = await runCommand([...endpoint, "--header"], { env });
    expect(stdout).toMatch(/^authorization: Bearer eyJ\S+\n$/);
  });

  test("--sandbox, without any credentials", async () => {
    const { code, stdout } = await runCommand(["--sandbox"]);
    expect(stdout).toMatch(jwt);
    expect(code).toBe(0);
  });

  test("--stdin", async () => {
    const { endpoint } = await setUp();
    const stdin = JSON.stringify(credentials);
    const { code, stdout } = await runCommand([...endpoint, "--stdin"], { stdin });
    expect(stdout).toMatch(jwt);
    expect(code).toBe(0);
  });

  test("--env-file, which goes before the environment", async () => {
    const { endpoint } = await setUp();
    const file = join(mkdtempSync(join(tmpdir(), "sirv-token-")), ".env");
    writeFileSync(
      file,
      `# of no account\nSIRV_CLIENT_ID=${credentials.clientId}\nSIRV_CLIENT_SECRET="${credentials.clientSecret}"\n`,
    );
    const { code, stdout } = await runCommand([...endpoint, "--env-file", file], {
      env: { ...env, SIRV_CLIENT_SECRET: "FAKE" },
    });
    expect(stdout).toMatch(jwt);
    expect(code).toBe(0);
  });

  test("--env-file with a byte order mark", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "sirv-token-")), ".env");
    writeFileSync(
      file,
      `\uFEFFSIRV_CLIENT_ID=${credentials.clientId}\nSIRV_CLIENT_SECRET=${credentials.clientSecret}\n`,
    );
    const { endpoint } = await setUp();
    expect((await runCommand([...endpoint, "--env-file", file])).stdout).toMatch(jwt);
  });

  test("after a retry, which only a terminal is told of", async () => {
    const { endpoint, sandbox } = await setUp();
    await sandbox.fail({ type: "status", status: 503 });
    const { code, stdout, stderr } = await runCommand(endpoint, { env });
    expect(stdout).toMatch(jwt);
    expect([code, stderr]).toEqual([0, ""]);
  });
});

describe.concurrent(
  "errors are one line on stderr, without the secret",
  { timeout: 60_000 },
  () => {
    const both = "SIRV_CLIENT_ID and SIRV_CLIENT_SECRET are not set";
    const lifetime = "--expires-in must be a whole number of seconds from 5 to 604800";
    const { SIRV_CLIENT_ID } = env;
    test.each<[string, number, string, string[], { env?: Partial<typeof env>; stdin?: string }]>([
      ["no credentials", 2, both, [], {}],
      ["no secret", 2, "SIRV_CLIENT_SECRET is not set", [], { env: { SIRV_CLIENT_ID } }],
      ["an unknown option", 2, "Unknown option '--secret'", ["--secret=FAKE"], { env }],
      ["an option of two lines", 2, "Unknown option '--two", ["--two\nlines"], { env }],
      ["credentials as arguments", 2, "not taken from arguments", ["id", "FAKE"], { env }],
      ["no number", 2, "--expires-in takes a whole number", ["--expires-in", "soon"], { env }],
      ["a lifetime out of bounds", 2, lifetime, ["--expires-in", "4"], { env }],
      ["a missing value", 2, "argument missing", ["--endpoint"], { env }],
      ["two outputs", 2, "--json and --header exclude", ["--json", "--header"], { env }],
      ["two sources", 2, "--stdin and --sandbox exclude", ["--stdin", "--sandbox"], { env }],
      ["a port without a server", 2, "--port does not go with", ["--port", "1"], { env }],
      ["a latency without one", 2, "--latency does not go with", ["--latency", "1"], { env }],
      ["options of a token request", 2, "--header does not go with", ["sandbox", "--header"], {}],
      ["a lifetime for no token", 2, lifetime, ["sandbox", "--expires-in", "4"], {}],
      ["no latency", 2, "--latency takes a whole number", ["sandbox", "--latency", "soon"], {}],
      ["no host", 2, "--host takes a name or an address", ["sandbox", "--host", ""], {}],
      [
        "a host that is none",
        2,
        "--host nowhere.invalid",
        ["sandbox", "--host", "nowhere.invalid"],
        {},
      ],
      ["no JSON", 2, "stdin is not JSON", ["--stdin"], { stdin: "FAKE" }],
      ["wrong JSON", 2, "clientSecret is missing", ["--stdin"], { stdin: '{"clientId":"FAKE"}' }],
      ["plain HTTP", 2, "--endpoint must be https", ["--endpoint", "http://api.sirv.com"], { env }],
    ])("%s: exit code %i", async (_, code, text, args, input) => {
      const { stdout, stderr, ...run } = await runCommand(args, input);
      expect(stderr).toContain(text);
      expect(stderr).toMatch(/^sirv-token: [^\n]+\n$/);
      expect(stderr).not.toContain("FAKE");
      expect([run.code, stdout]).toEqual([code, ""]);
    });

    test.each([
      [401, 3, "Check clientId and clientSecret"],
      [403, 3, "Check clientId and clientSecret"],
      [429, 4, "Ask again in 60 minutes"],
      [404, 5, "Check --endpoint: Sirv's ends in /v2/token"],
      [307, 5, "redirects, and the secret is not sent on"],
    ])("the status %i: exit code %i", async (status, code, text) => {
      const { endpoint, sandbox } = await setUp();
      const headers = { "retry-after": "3600", location: "https://api.sirv.com" };
      await sandbox.fail({ type: "status", status, headers });
      const { stdout, stderr, ...run } = await runCommand(endpoint, { env });
      expect(stderr).toContain(text);
      expect([run.code, stdout]).toEqual([code, ""]);
    });

    // Node takes the option for its own, wherever it stands: https://github.com/nodejs/node/issues/54232
    test("a missing env file: Node says so, before the command can", async () => {
      const { code, stdout, stderr } = await runCommand(["--env-file", "nowhere.env"], { env });
      expect(stderr).toMatch(/^\S*node\S*: nowhere\.env: not found\n$/);
      expect([code, stdout]).toEqual([9, ""]);
    });

    test("a bad reply: exit code 5", async () => {
      const { endpoint, sandbox } = await setUp();
      await sandbox.fail({ type: "reply", body: "<html>" });
      expect((await runCommand(endpoint, { env })).code).toBe(5);
    });

    test("--timeout: exit code 5", async () => {
      const { endpoint, sandbox } = await setUp();
      await sandbox.fail({ type: "slow", delay: 60_000 });
      const { code, stderr } = await runCommand([...endpoint, "--timeout", "300"], { env });
      expect(stderr).toContain("Try again, or allow more in --timeout.");
      expect(code).toBe(5);
    });
  },
);

describe.concurrent("the command line's customs", { timeout: 60_000 }, () => {
  test.each([["--help"], ["-h"], ["sandbox", "--help"]])("%s %s", async (...args) => {
    const { code, stdout, stderr } = await runCommand(args.filter(Boolean));
    expect(stdout).toMatch(/^Usage: sirv-token /);
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("--version", async () => {
    expect((await runCommand(["--version"])).stdout).toBe(`${manifest.version}\n`);
  });

  test("a reader that left is no error", async () => {
    const child = spawn(process.execPath, [bin, "--sandbox"], { env: {} });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    const [code] = (await once(child, "exit")) as [number];
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("a stdout that can't be written: exit code 5", async () => {
    const full = openSync("/dev/full", "w");
    onTestFinished(() => closeSync(full));
    const child = spawn(process.execPath, [bin, "--sandbox"], {
      env: {},
      stdio: ["pipe", full, "pipe"],
    });
    let stderr = "";
    child.stderr?.on("data", (data: Buffer) => (stderr += data.toString()));
    expect((await once(child, "close"))[0]).toBe(5);
    expect(stderr).toMatch(/^sirv-token: stdout can't be written: [^\n]+\n$/);
  });

  test("a stderr that nobody reads changes no exit code", async () => {
    const child = spawn(process.execPath, [bin, "--nope"], { env: {} });
    child.stderr.destroy();
    expect((await once(child, "exit"))[0]).toBe(2);
  });

  test("Ctrl-C ends the wait for stdin: exit code 130", async () => {
    const child = spawn(process.execPath, [bin, "--stdin"], { env: {} });
    // More than a pipe holds: it is written when the command reads.
    await new Promise((resolve) => child.stdin.write(" ".repeat(1_000_000), resolve));
    child.kill("SIGINT");
    expect((await once(child, "exit"))[0]).toBe(130);
  });

  test("Ctrl-C ends a request: exit code 130", async () => {
    const { endpoint, sandbox } = await setUp();
    await sandbox.fail({ type: "slow", delay: 60_000 });
    const child = spawn(process.execPath, [bin, ...endpoint], { env });
    await expect.poll(() => sandbox.arrivals(), { timeout: 30_000 }).toEqual(["POST"]);
    child.kill("SIGINT");
    expect((await once(child, "exit"))[0]).toBe(130);
  });
});

describe.concurrent("sirv-token sandbox", { timeout: 60_000 }, () => {
  test.each(["SIGINT", "SIGTERM"] as const)("serves until %s", async (signal) => {
    const { line, stop } = await startCommand(["sandbox", "--port", "0"]);
    expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v2\/token$/);
    const accessToken = await requestToken(
      {
        clientId: "sandboxClientOfNoAccount000",
        clientSecret:
          "FAKE+secret/of+the/sandbox+FAKE+secret/of+the/sandbox+FAKE+secret/of+the/sandbox+FAKE=",
      },
      { endpoint: line },
    );
    expect(accessToken.expiresIn).toBe(1200);
    expect(await stop(signal)).toBe(0);
  });

  test("--json tells scripts its addresses and credentials", async () => {
    const { line, stop } = await startCommand(["sandbox", "--port", "0", "--json"]);
    const { endpoint, baseUrl, control, ...rest } = JSON.parse(line) as Record<string, string>;
    const origin = /^http:\/\/127\.0\.0\.1:\d+/.exec(endpoint ?? "")?.[0];
    expect([endpoint, baseUrl, control]).toEqual([
      `${origin}/v2/token`,
      `${origin}/v2/`,
      `${origin}/sandbox`,
    ]);
    const body = JSON.stringify(rest["credentials"]);
    const headers = { "content-type": "application/json" };
    expect((await fetch(endpoint ?? "", { method: "POST", headers, body })).status).toBe(200);
    await stop("SIGTERM");
  });

  test("scenarios from the command line and over HTTP", async () => {
    const options = ["--rate-limit", "4", "--expires-in", "60", "--latency", "1", "--verbose"];
    const { line, stop, stderr } = await startCommand([
      "sandbox",
      "--port",
      "0",
      "--json",
      ...options,
    ]);
    const served = JSON.parse(line) as Record<string, string>;
    const { baseUrl, control } = served;
    const askForToken = async () => send(`${baseUrl}token`, served["credentials"]);
    const send = async (url: string, value: unknown) =>
      fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(value),
      });
    const token = await askForToken();
    expect(await token.json()).toMatchObject({ expiresIn: 60 });
    await send(`${control}/faults`, { type: "status", status: 503, path: "/v2/token" });
    const statuses = [];
    for (let count = 0; count < 5; count += 1) {
      statuses.push((await askForToken()).status);
    }
    expect(statuses).toEqual([503, 200, 200, 200, 429]);
    // The hour of the limit is over.
    await send(`${control}/clock`, { advance: 3_600_000 });
    expect((await askForToken()).status).toBe(200);
    await stop("SIGTERM");
    expect(stderr()).toContain("POST /v2/token 429\nPOST /sandbox/clock 200\nPOST /v2/token 200\n");
    expect(stderr()).not.toContain("eyJ");
  });

  test("without --verbose, no request is told", async () => {
    const { line, stop, stderr } = await startCommand(["sandbox", "--port", "0"]);
    await fetch(line);
    await stop("SIGTERM");
    expect(stderr()).toMatch(/^The sandbox accepts these credentials[^]*Ctrl-C ends it\.\n$/);
  });

  test.each([
    ["127.0.0.2", "127\\.0\\.0\\.2"],
    ["localhost", "(127\\.0\\.0\\.1|\\[::1\\])"],
  ])("--host %s", async (host, origin) => {
    const { line, stop } = await startCommand(["sandbox", "--port", "0", "--host", host]);
    expect(line).toMatch(new RegExp(`^http://${origin}:\\d+/v2/token$`));
    expect((await fetch(line)).status).toBe(405);
    await stop("SIGTERM");
  });

  test("a port in use: exit code 2", async () => {
    const { line, stop } = await startCommand(["sandbox", "--port", "0"]);
    const { code, stderr } = await runCommand(["sandbox", "--port", new URL(line).port]);
    expect(stderr).toContain("EADDRINUSE");
    expect(code).toBe(2);
    await stop("SIGTERM");
  });

  test("no port: exit code 2", async () => {
    expect((await runCommand(["sandbox", "--port", "65536"])).code).toBe(2);
  });
});
