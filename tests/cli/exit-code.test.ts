import { expect, test } from "vitest";
import type { SandboxFault } from "../../lib/sandbox/index.ts";
import { createRemoteSandbox } from "../support/control.ts";
import { runMain } from "./run-main.ts";

const headers = { "retry-after": "3600", location: "https://api.sirv.com" };
const status = (code: number): SandboxFault => ({ type: "status", status: code, headers });

test.each<[what: string, fault: SandboxFault, args: string[], code: number, words: string]>([
  ["a 401", status(401), [], 3, "Check clientId and clientSecret"],
  ["a 403", status(403), [], 3, "Check clientId and clientSecret"],
  ["a 429", status(429), [], 4, "Ask again in 60 minutes"],
  ["a 404", status(404), [], 5, "Check --endpoint: Sirv's ends in /v2/token"],
  ["a 307", status(307), [], 5, "redirects, and the secret is not sent on"],
  [
    "a reply of another kind",
    { type: "reply", body: "<html>" },
    [],
    5,
    "gave no token that can be used (200",
  ],
  [
    "no reply in time",
    { type: "slow", delay: 60_000 },
    ["--timeout", "300"],
    5,
    "Try again, or allow more in --timeout.",
  ],
  ["input that can't be sent", status(200), ["--expires-in", "4"], 2, "from 5 to 604800"],
])("%s", async (_, fault, args, code, words) => {
  const sandbox = await createRemoteSandbox();
  const { clientId, clientSecret } = sandbox.credentials;
  await sandbox.fail(fault);
  const { stdout, stderr, ...run } = await runMain(["--endpoint", sandbox.endpoint, ...args], {
    env: { SIRV_CLIENT_ID: clientId, SIRV_CLIENT_SECRET: clientSecret },
  });
  expect(stderr).toContain(words);
  expect(stderr).toMatch(/^sirv-token: [^\n]+\n$/);
  expect(stderr).not.toContain("FAKE");
  expect([run.code, stdout]).toEqual([code, ""]);
});

test("plain HTTP", async () => {
  const env = { SIRV_CLIENT_ID: "fakeClientId", SIRV_CLIENT_SECRET: "FAKE-secret" };
  const { code, stderr } = await runMain(["--endpoint", "http://api.sirv.com"], { env });
  expect(stderr).toContain("--endpoint must be https");
  expect(code).toBe(2);
});
