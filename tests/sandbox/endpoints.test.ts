import { expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, post, postToken, tokenOf } from "../support/ask.ts";

const calls: readonly (readonly [scope: string, method: string, path: string])[] = [
  ["account:read", "GET", "/v2/account"],
  ["account:read", "GET", "/v2/account/limits"],
  ["account:read", "GET", "/v2/account/storage"],
  ["billing:read", "GET", "/v2/billing/plan"],
  ["files:read", "GET", "/v2/files/readdir?dirname=/"],
  ["files:read", "GET", "/v2/files/stat?filename=/"],
  ["files:read", "GET", "/v2/files/download?filename=/a"],
  ["files:read", "POST", "/v2/files/search"],
  ["files:write", "POST", "/v2/files/upload?filename=/b"],
  ["files:write", "POST", "/v2/files/mkdir?dirname=/c"],
  ["files:write", "POST", "/v2/files/rename?from=/a&to=/d"],
  ["files:write", "POST", "/v2/files/delete?filename=/a"],
];

/** A sandbox with the file `/a`, a client with this scope, and one that may do all. */
async function setUp(scope: readonly string[]) {
  const limited = { clientId: "limited", clientSecret: "FAKE1", scope };
  const whole = { clientId: "whole", clientSecret: "FAKE2" };
  const sandbox = createSandbox({ clients: [limited, whole] });
  const response = await postToken(sandbox, whole);
  const { token } = (await response.json()) as { token: string };
  await post(sandbox, "/v2/files/upload?filename=/a", token, "x");
  const own = await tokenOf(sandbox);
  return {
    sandbox,
    call: async (method: string, path: string) =>
      method === "GET"
        ? get(sandbox, path, own)
        : post(sandbox, path, own, path.endsWith("search") ? "{}" : null, {
            "content-type": "application/json",
          }),
    /** The names of all files and folders. */
    names: async () => {
      const list = await get(sandbox, "/v2/files/readdir?dirname=/", token);
      const { contents } = (await list.json()) as { contents: { filename: string }[] };
      return contents.map(({ filename }) => filename);
    },
  };
}

test.each(calls)("a client with %s alone may %s %s", async (scope, method, path) => {
  const { call } = await setUp([scope]);
  expect((await call(method, path)).status).toBe(200);
});

test.each(calls)("a client without %s gets a 403 for %s %s", async (scope, method, path) => {
  const others = calls.map(([other]) => other).filter((other) => other !== scope);
  const { call, names } = await setUp([...new Set(others)]);
  const response = await call(method, path);
  expect(response.status).toBe(403);
  expect(await response.json()).toEqual({
    statusCode: 403,
    error: "Forbidden",
    message: `Insufficient scope: the client of this token lacks ${scope}`,
  });
  // Nothing was done.
  expect(await names()).toEqual(["a"]);
});

test("the scopes of a token are its client's, in the reply and in the token", async () => {
  const scope = ["files:write", "files:read"];
  const sandbox = createSandbox({ clients: [{ clientId: "one", clientSecret: "FAKE1", scope }] });
  const response = await postToken(sandbox, sandbox.credentials);
  const reply = (await response.json()) as { token: string; scope: string[] };
  expect(reply.scope).toEqual(scope);
  const [, claims = ""] = reply.token.split(".");
  expect(JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/")))).toMatchObject({
    scope,
  });
});

test.each([
  ["POST", "/v2/files/upload?filename=/a", "rest:post:files:upload"],
  ["POST", "/v2/files/delete?filename=/a", "rest:post:files:delete"],
  ["POST", "/v2/files/search", "rest:post:files:search"],
  ["POST", "/v2/files/mkdir?dirname=/a", "rest:global"],
  ["GET", "/v2/files/readdir?dirname=/", "rest:global"],
  ["GET", "/v2/files/download?filename=/nowhere", "rest:global"],
])("%s %s names its limit, %s", async (method, path, type) => {
  const sandbox = createSandbox();
  const response = await (method === "GET" ? get : post)(sandbox, path, await tokenOf(sandbox));
  expect(response.headers.get("x-ratelimit-type")).toBe(type);
  expect(response.headers.get("x-ratelimit-remaining")).toBe(
    type === "rest:global" ? "498" : "499",
  );
});
