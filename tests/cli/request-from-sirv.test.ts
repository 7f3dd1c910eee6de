import { expect, test } from "vitest";
import { createRemoteSandbox } from "../support/control.ts";
import { runMain } from "./run-main.ts";

test("a wait is told to a terminal alone", async () => {
  const sandbox = await createRemoteSandbox();
  const { clientId, clientSecret } = sandbox.credentials;
  const env = { SIRV_CLIENT_ID: clientId, SIRV_CLIENT_SECRET: clientSecret };
  for (const [isTTY, wait] of [
    [false, /^$/],
    [true, /^sirv-token: .* Trying again in 0\.\d s\.\n$/],
  ] as const) {
    await sandbox.fail({ type: "status", status: 503 });
    const { stderr, code } = await runMain(["--endpoint", sandbox.endpoint], { env, isTTY });
    expect(stderr).toMatch(wait);
    expect(code).toBe(0);
  }
});

test("credentials that look swapped are told, when they were refused", async () => {
  const { endpoint, credentials } = await createRemoteSandbox();
  const { clientId, clientSecret } = credentials;
  const env = { SIRV_CLIENT_ID: clientSecret, SIRV_CLIENT_SECRET: clientId };
  const { code, stderr } = await runMain(["--endpoint", endpoint], { env });
  expect(stderr).toMatch(/They look swapped: the id is the shorter one\.\n$/);
  expect(stderr).not.toContain("FAKE");
  expect(code).toBe(3);
});
