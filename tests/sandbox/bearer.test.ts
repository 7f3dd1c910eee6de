import { expect, test } from "vitest";
import { createBearer } from "../../lib/sandbox/bearer.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, tokenOf } from "../support/ask.ts";
import { failureOf } from "../support/failure.ts";

const decode = (part = "") =>
  JSON.parse(atob(part.replaceAll("-", "+").replaceAll("_", "/"))) as Record<string, unknown>;

test("a token is a JWT with the documented header and claims", async () => {
  const sandbox = createSandbox();
  const [header, claims] = (await tokenOf(sandbox, 60)).split(".").slice(0, 2).map(decode);
  expect(header).toEqual({ alg: "HS256", typ: "JWT" });
  expect(Object.keys(claims ?? {})).toEqual([
    "clientId",
    "clientName",
    "scope",
    "iat",
    "exp",
    "aud",
  ]);
  expect(claims?.["clientId"]).toBe(sandbox.credentials.clientId);
  expect(claims?.["aud"]).toMatch(/^[\da-z]{32}$/);
  expect(Number(claims?.["exp"]) - Number(claims?.["iat"])).toBe(60);
});

test("a token is refused once its time is over, to the second", () => {
  let now = 1_000_999;
  const bearer = createBearer(() => now);
  const client = { clientId: "one", clientSecret: "FAKE1" };
  const authorization = `Bearer ${bearer.issue(client, 5).token}`;
  now = 1_004_999;
  expect(bearer.verify(authorization)).toMatchObject({ clientId: "one" });
  now = 1_005_000;
  expect(bearer.verify(authorization)).toBeUndefined();
});

test("a token is refused once it is revoked, and no other", async () => {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  const other = await tokenOf(sandbox, 60);
  sandbox.revoke(token);
  expect((await get(sandbox, "/v2/account", token)).status).toBe(401);
  expect((await get(sandbox, "/v2/account", other)).status).toBe(200);
});

test("a token of another sandbox is refused", async () => {
  const token = await tokenOf(createSandbox());
  expect((await get(createSandbox(), "/v2/account", token)).status).toBe(401);
});

test("all tokens can be revoked at once, and none that comes later is", async () => {
  const sandbox = createSandbox();
  const tokens = [await tokenOf(sandbox), await tokenOf(sandbox)];
  sandbox.revoke();
  const later = await tokenOf(sandbox);
  const statuses = [];
  for (const token of [...tokens, later]) {
    statuses.push((await get(sandbox, "/v2/account", token)).status);
  }
  expect(statuses).toEqual([401, 401, 200]);
});

test("a token that was not given can't be revoked", async () => {
  const sandbox = createSandbox();
  const other = await tokenOf(createSandbox());
  const error = await failureOf((async () => sandbox.revoke(other))(), other);
  expect(error.code).toBe("invalid_input");
  expect(error.message).toMatch(/^No token was revoked: the sandbox did not give this one\./);
});
