import { expect, test } from "vitest";
import { checkLimits } from "../../../lib/cli/doctor/limits.ts";
import { createSandbox, type SandboxFault } from "../../../lib/sandbox/index.ts";
import { servePatient } from "./run-doctor.ts";

const path = "/v2/account/limits";
const quota = (limit: number, remaining: number) => ({ count: 0, limit, remaining, reset: 0 });
const reply = (body: unknown): SandboxFault => ({
  type: "reply",
  path,
  body: typeof body === "string" ? body : JSON.stringify(body),
});

test.for<[fault: SandboxFault, status: string, code: number, words: string]>([
  [
    reply({ "rest:global": quota(500, 50), "s3:GET": quota(10, 9) }),
    "note",
    0,
    "Nearly used up: rest:global has 50 of 500 requests left.",
  ],
  [
    reply({ "rest:global": quota(500, 5), "rest:post:files:upload": quota(10, 0) }),
    "failed",
    4,
    "Used up: rest:post:files:upload has 0 of 10 requests left. Nearly: rest:global has 5 of",
  ],
  [reply({ "s3:GET": quota(10, 9), x: quota(0, 0) }), "ok", 0, "None of the account's 1 limits is"],
  [reply({ "rest:global": 5 }), "note", 0, "in a form that this command does not know"],
  [reply("[]"), "note", 0, "in a form that this command does not know"],
  [reply("<html>"), "note", 0, "in a form that this command does not know"],
  [{ type: "status", path, status: 401 }, "failed", 3, "refused it at once"],
  [{ type: "status", path, status: 404 }, "note", 0, "does not tell the account's limits (404)."],
  [{ type: "status", path, status: 501 }, "note", 0, "does not tell the account's limits (501)."],
  [{ type: "status", path, status: 429 }, "failed", 4, "the account's limit is used up.\n"],
  [{ type: "rate-limit", path, resetIn: 600_000 }, "failed", 4, "is used up. Ask again in 10 min"],
  [{ type: "status", path, status: 503 }, "failed", 5, "failed when asked for the account's"],
  [{ type: "redirect", path, location: "/elsewhere" }, "note", 0, "account's limits (307)."],
  [{ type: "cut-off", path }, "failed", 5, "no whole reply about the account's limits."],
])("%j", async ([fault, status, code, words], context) => {
  const { run, sandbox } = await servePatient(context);
  sandbox.fail(fault);
  const result = await run();
  expect(result.statuses).toMatchObject({ token: "ok", limits: status });
  expect(result.stdout).toContain(words);
  expect(result.code).toBe(code);
  expect(sandbox.requests).toHaveLength(2);
});

test("a reply that does not come", async () => {
  const sandbox = createSandbox();
  sandbox.fail({ type: "slow", delay: 60_000 });
  const url = new URL("https://api.sirv.com/v2/account/limits");
  const { signal } = new AbortController();
  const asked = { url, token: "FAKE", fetch: sandbox.fetch, timeout: 20, signal, host: "Here" };
  expect(await checkLimits(asked)).toMatchObject({ status: "failed", exitCode: 5 });
});

test("a client without the scope: a note that names it", async (context) => {
  const clientId = "fakeClientIdOfNoAccount0000";
  const clients = [{ clientId, clientSecret: "FAKE-secret", scope: ["files:read"] }];
  const { run } = await servePatient(context, { clients });
  const { code, statuses, stdout } = await run();
  expect(statuses).toMatchObject({ token: "ok", scopes: "ok", limits: "note" });
  expect(stdout).toContain("the API client needs the scope account:read.");
  expect(stdout).toContain("✓ scopes: The token allows files:read.\n");
  expect(code).toBe(0);
});

test("the hour's end is counted from the server's clock", async (context) => {
  const { run, sandbox } = await servePatient(context, { rateLimit: 20 });
  sandbox.clock.advance(-7_200_000);
  const { stdout } = await run();
  expect(stdout).toContain("rest:global has 18 of 20 requests left, and begins anew in 60 minutes");
});

test.for([
  ["an hour ago", -3_600_000, "ok", "None of the account's 1 limits is nearly used up."],
  ["this moment", 0, "ok", "None of the account's 1 limits is nearly used up."],
  ["in an hour", 3_600_000, "failed", "left, and begins anew in 60 minutes."],
  ["at a time that is not told", undefined, "failed", "has 0 of 500 requests left."],
] as const)("what was used up begins anew %s", async ([, after, status, words]) => {
  const sandbox = createSandbox();
  const now = Date.UTC(2030, 0, 1);
  sandbox.clock.set(now);
  const reset = after === undefined ? undefined : (now + after) / 1000;
  sandbox.fail(
    reply({ "rest:global": { limit: 500, remaining: 0, reset } }),
    reply({ "rest:global": { limit: 500, remaining: 9, reset } }),
  );
  const url = new URL(`https://api.sirv.com${path}`);
  const { signal } = new AbortController();
  const asked = { url, token: "FAKE", fetch: sandbox.fetch, timeout: 10_000, signal, host: "Here" };
  const { status: found, message } = await checkLimits(asked);
  expect(found).toBe(status);
  expect(message).toContain(words);
  expect(await checkLimits(asked)).toMatchObject({ status: status === "ok" ? "ok" : "note" });
});

test("a name that a server made up is not shown", async (context) => {
  const { run, sandbox } = await servePatient(context);
  sandbox.fail(
    reply({ "\u001B[2J": quota(10, 0), [sandbox.credentials.clientSecret]: quota(9, 0) }),
  );
  const { stdout } = await run();
  expect(stdout).toContain("Used up: … has 0 of 10 requests left; … has 0 of 9 requests left.");
});
