import { expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, tokenOf } from "../support/ask.ts";

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

test("a token is refused once its time is over", async () => {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox, 5);
  expect((await get(sandbox, "/v2/account", token)).status).toBe(200);
  sandbox.clock.advance(6000);
  expect((await get(sandbox, "/v2/account", token)).status).toBe(401);
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
