import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SandboxFault } from "../../../lib/sandbox/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { runCommand } from "../run-command.ts";
import { runDoctor, servePatient } from "./run-doctor.ts";

const well = {
  node: "ok",
  credentials: "ok",
  variables: "ok",
  proxy: "ok",
  token: "ok",
  scopes: "ok",
  clock: "ok",
  limits: "ok",
};

test("all well: a tick for each check, and 0", async (context) => {
  const { run, sandbox } = await servePatient(context);
  const { code, stdout, stderr, statuses } = await run();
  expect(statuses).toEqual(well);
  expect(stdout).toMatch(/\n\nAll is well\.\n$/);
  expect([code, stderr]).toEqual([0, ""]);
  expect(sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /v2/token",
    "GET /v2/account/limits",
  ]);
});

test("--sandbox needs no account and no network", async () => {
  const { code, stdout, statuses } = await runDoctor(["--sandbox"]);
  expect(statuses).toEqual({ ...well, proxy: "skipped" });
  expect(stdout).toContain("Not checked: the sandbox is in this process.");
  expect(stdout).toContain("The sandbox gave a token that lives for 1200 s (20 minutes).");
  expect(code).toBe(0);
});

test("--json is one report, and nothing else", async (context) => {
  const { run, sandbox } = await servePatient(context);
  sandbox.clock.advance(3_600_000);
  const { code, stdout } = await run(["--json"]);
  const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: object[] };
  expect(ok).toBe(true);
  expect(checks).toHaveLength(8);
  expect(checks[0]).toEqual({
    name: "node",
    status: "ok",
    message: expect.stringMatching(/^Node .* is new enough\.$/) as unknown,
  });
  expect(checks[6]).toEqual({
    name: "clock",
    status: "note",
    message: "This machine's clock is 60 minutes behind the server's.",
    advice: expect.stringContaining("(NTP)") as unknown,
  });
  expect(code).toBe(0);
});

test("without credentials nothing is sent", async (context) => {
  const { run, sandbox } = await servePatient(context);
  const { code, stdout, statuses } = await run([], { env: { SIRV_KEY: "FAKE" } });
  expect(statuses).toEqual({
    ...well,
    credentials: "failed",
    token: "skipped",
    scopes: "skipped",
    clock: "skipped",
    limits: "skipped",
  });
  expect(stdout).toContain("SIRV_CLIENT_ID and SIRV_CLIENT_SECRET are not set.");
  expect(stdout).toContain("The environment has SIRV_KEY: the names must be");
  expect(stdout).toMatch(/\nFailed: credentials; not checked: token, scopes, clock, limits\.\n$/);
  expect(code).toBe(2);
  expect(sandbox.requests).toEqual([]);
});

test("credentials that are refused, and why", async (context) => {
  const { run, env } = await servePatient(context);
  const { code, stdout, statuses } = await run([], {
    env: { ...env, SIRV_CLIENT_SECRET: `${env.SIRV_CLIENT_SECRET}\n` },
  });
  // The clock can be checked whatever the reply is.
  expect(statuses).toEqual({
    ...well,
    credentials: "failed",
    token: "failed",
    scopes: "skipped",
    limits: "skipped",
  });
  expect(stdout).toContain("✗ credentials: SIRV_CLIENT_SECRET ends with a line break.\n");
  expect(stdout).toContain("refused the credentials (401: ");
  expect(code).toBe(3);
});

test.for([
  ["test", "test", "SIRV_CLIENT_ID and SIRV_CLIENT_SECRET are the same."],
  ["my-app", "FAKE secret", "SIRV_CLIENT_ID looks like a placeholder; SIRV_CLIENT_SECRET holds wh"],
  ["app", "FAKE-secret", "SIRV_CLIENT_ID looks odd: it has 3 characters"],
  [`${"FAKE".repeat(21)}A==`, "fakeClientId", "SIRV_CLIENT_ID and SIRV_CLIENT_SECRET look swapped"],
] as const)(
  "what looks odd is no failure where it gets a token: %#",
  async ([id, secret, words], context) => {
    const client = { clientId: id, clientSecret: secret, scope: ["account:read"] };
    const { run, sandbox } = await servePatient(context, { clients: [client] });
    const env = { SIRV_CLIENT_ID: id, SIRV_CLIENT_SECRET: secret };
    const { code, stdout, statuses } = await run([], { env });
    expect(statuses).toEqual({ ...well, credentials: "note" });
    // In the order of the checks, and asked for once.
    expect(Object.keys(statuses)).toEqual(Object.keys(well));
    expect(sandbox.requests).toHaveLength(2);
    expect(stdout).toContain(`! credentials: ${words}`);
    expect(stdout).toMatch(
      / 127\.0\.0\.1:\d+ gave a token for them all the same: nothing is to be/,
    );
    expect(stdout).not.toContain("Set it again");
    expect(code).toBe(0);
  },
);

test("a published secret fails, though the token is there", async (context) => {
  const { run, env } = await servePatient(context);
  const { code, stdout, statuses } = await run([], {
    env: { ...env, VITE_KEY: env.SIRV_CLIENT_SECRET },
  });
  expect(statuses).toEqual({ ...well, variables: "failed" });
  expect(stdout).toContain("VITE_KEY in the environment holds the client secret, and Vite puts");
  expect(code).toBe(2);
});

test.for<[name: string, fault: SandboxFault, words: string, code: number]>([
  ["a rate limit", { type: "rate-limit", resetIn: 3_000_000 }, "Ask again in 5", 4],
  ["no reply in time", { type: "slow", delay: 60_000 }, "or allow more in --timeout.", 5],
  ["a bad reply", { type: "garbage", size: 10 }, "gave no token that can be used", 5],
  ["a redirect", { type: "redirect", location: "https://example.org/" }, "redirects", 5],
])("%s", async ([, fault, words, code], context) => {
  const { run, sandbox } = await servePatient(context);
  sandbox.fail(fault);
  const result = await run(["--timeout", fault.type === "slow" ? "300" : "20000"]);
  expect(result.stdout).toContain(words);
  expect(result.statuses).toMatchObject({ credentials: "ok", token: "failed", limits: "skipped" });
  expect(result.code).toBe(code);
});

test("the highest code wins: what the server says before what is to be set right here", async (context) => {
  const { run, sandbox, env } = await servePatient(context);
  sandbox.fail({ type: "status", path: "/v2/account/limits", status: 429 });
  const { code, statuses } = await run([], {
    env: { ...env, REACT_APP_SIRV_CLIENT_SECRET: "FAKE" },
  });
  expect(statuses).toEqual({ ...well, variables: "failed", limits: "failed" });
  expect(code).toBe(4);
});

test("an endpoint that can't be used", async (context) => {
  const { run } = await servePatient(context);
  for (const [endpoint, words, proxy] of [
    ["http://example.org/v2/token", "--endpoint must be https", "ok"],
    ["v2/token", "--endpoint must be an absolute URL", "skipped"],
  ] as const) {
    const { code, stdout, statuses } = await run(["--endpoint", endpoint]);
    expect(stdout).toContain(words);
    const skipped = { clock: "skipped", limits: "skipped" };
    expect(statuses).toMatchObject({ proxy, token: "failed", ...skipped });
    expect(code).toBe(2);
  }
});

test("colours on a terminal, unless NO_COLOR is set", async (context) => {
  const { run, env } = await servePatient(context);
  const green = "\u001B[32m✓";
  expect((await run([], { isTTY: true })).stdout).toContain(green);
  for (const input of [{ isTTY: false }, { isTTY: true, env: { ...env, NO_COLOR: "1" } }]) {
    expect((await run([], input)).stdout).not.toContain("\u001B");
  }
});

test("a wait is told to a terminal, beside the report", async (context) => {
  const { run, sandbox } = await servePatient(context);
  sandbox.fail({ type: "status", status: 503 });
  const { stdout, stderr, code } = await run(["--json"], { isTTY: true });
  expect(stderr).toMatch(/^sirv-token: .* Trying again in 0\.\d s\.\n$/);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  expect(code).toBe(0);
});

test.for([undefined, "/v2/account/limits"])("Ctrl-C ends it: %s", async (path, context) => {
  const { run, sandbox, arrivals } = await servePatient(context);
  sandbox.fail({ type: "slow", delay: 60_000, path });
  const controller = new AbortController();
  const running = run(["--timeout", "60000"], { signal: controller.signal });
  await expect.poll(arrivals, { timeout: 10_000 }).toBe(path === undefined ? 1 : 2);
  controller.abort();
  expect((await running).code).toBe(130);
});

test.each(["--header", "--expires-in=60", "--port=1"])(
  "%s is of another command",
  async (option) => {
    const { code, stdout, stderr } = await runDoctor([option]);
    expect(stderr).toMatch(/ does not go with the command doctor\.\n$/);
    expect([code, stdout]).toEqual([2, ""]);
  },
);

test("the files of the folder that it is given, and no others", async (context) => {
  const folder = temporaryFolder(context);
  const { run, env } = await servePatient(context);
  expect((await run([], { env, folder })).stdout).toContain("(in the environment).");
  await writeFile(join(folder, ".env.local"), `VITE_KEY=${env.SIRV_CLIENT_SECRET}\n`);
  const { stdout } = await run([], { env, folder });
  expect(stdout).toContain("✗ variables: VITE_KEY in .env.local holds the client secret");
});

test("the process looks at the files of its folder, and ends by itself", async (context) => {
  const folder = temporaryFolder(context);
  await writeFile(join(folder, ".env.local"), "NEXT_PUBLIC_SIRV_SECRET=FAKE-other\n");
  const failed = await runCommand(["doctor", "--sandbox"], { cwd: folder });
  expect(failed).toMatchObject({ code: 2, stderr: "" });
  expect(failed.stdout).toContain(
    "✗ variables: NEXT_PUBLIC_SIRV_SECRET in .env.local has the name",
  );
  expect(failed.stdout).not.toContain("FAKE");
});
