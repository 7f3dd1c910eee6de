import { expect, test } from "vitest";
import { checkToken } from "../../../lib/cli/doctor/token.ts";
import { createSandbox } from "../../../lib/sandbox/index.ts";
import { expectNoSecrets } from "../../support/no-secrets.ts";

test("a token, its lifetime, and the reply's date", async () => {
  const { credentials, fetch, clock } = createSandbox({ expiresIn: 604_800 });
  clock.set(Date.UTC(2030, 0, 1));
  const { accessToken, reply, finding } = await checkToken(credentials, { fetch }, "Here");
  expect(finding.message).toBe("Here gave a token that lives for 604800 s (7 days).");
  expect(accessToken?.expiresIn).toBe(604_800);
  expect(reply?.date).toBe("Tue, 01 Jan 2030 00:00:00 GMT");
  expectNoSecrets(finding, credentials.clientSecret, "eyJ");
});

test("a refusal has a date too, and the last reply counts", async () => {
  const sandbox = createSandbox();
  const { credentials, fetch } = sandbox;
  sandbox.clock.set(Date.UTC(2030, 0, 1));
  sandbox.fail(
    { type: "status", status: 503, headers: { date: "Mon, 01 Jan 2024 00:00:00 GMT" } },
    { type: "status", status: 401 },
  );
  const { accessToken, reply, finding } = await checkToken(credentials, { fetch }, "Here");
  expect(finding).toMatchObject({ status: "failed", exitCode: 3 });
  expect(accessToken).toBeUndefined();
  expect(reply?.date).toMatch(/2030/);
});

test("a certificate that is not trusted: what to do about it", async () => {
  const { credentials } = createSandbox();
  const cause = Object.assign(new Error("self-signed certificate in certificate chain"), {
    code: "SELF_SIGNED_CERT_IN_CHAIN",
  });
  const fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
  const { reply, finding } = await checkToken(credentials, { fetch, retry: 0 }, "Here");
  expect(reply).toBeUndefined();
  expect(finding.exitCode).toBe(5);
  expect(finding.advice).toContain("NODE_EXTRA_CA_CERTS");
});

test("what is no failure of a request is not hidden", async () => {
  const { credentials } = createSandbox();
  const fetch = () => Promise.reject(new RangeError("FAKE"));
  await expect(checkToken(credentials, { fetch }, "Here")).rejects.toThrow(RangeError);
});
