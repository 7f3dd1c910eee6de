import { describe, expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, postToken, tokenOf } from "../support/ask.ts";

const { credentials } = createSandbox();

describe("POST /v2/token", () => {
  test("answers as the reference documents it", async () => {
    const response = await postToken(createSandbox(), credentials);
    expect(response.status).toBe(200);
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "*",
      "cache-control": "no-cache",
      server: "Sirv.API",
      "strict-transport-security": "max-age=31536000",
    };
    for (const [name, value] of Object.entries(headers)) {
      expect([name, response.headers.get(name)]).toEqual([name, value]);
    }
    expect([...response.headers.keys()].filter((name) => name.includes("ratelimit"))).toEqual([]);
    const body = (await response.json()) as object;
    expect(Object.keys(body)).toEqual(["token", "expiresIn", "scope"]);
    expect(body).toMatchObject({ expiresIn: 1200 });
    expect(body).toHaveProperty("scope.length", 10);
  });

  test.each([
    ["secret", { ...credentials, clientSecret: "FAKE" }],
    ["id", { ...credentials, clientId: "nobody" }],
  ])("answers a wrong %s with 401", async (_, body) => {
    const response = await postToken(createSandbox(), body);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ statusCode: 401, error: "Unauthorized" });
  });

  test.each([
    ["text/plain", 415],
    ["application/jsonx", 415],
    ["application/json", 200],
    ["application/json; charset=utf-8", 200],
  ])("answers a body of type %s with %i", async (type, status) => {
    const response = await postToken(createSandbox(), credentials, { "content-type": type });
    expect(response.status).toBe(status);
  });

  test("takes a body without a type for JSON", async () => {
    const { fetch } = createSandbox();
    const body = new TextEncoder().encode(JSON.stringify(credentials));
    const request = new Request("https://api.sirv.com/v2/token", { method: "POST", body });
    request.headers.delete("content-type");
    expect((await fetch(request)).status).toBe(200);
  });
});

describe("behind the bearer", () => {
  test("GET /v2/account", async () => {
    const sandbox = createSandbox();
    const response = await get(sandbox, "/v2/account", await tokenOf(sandbox));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ alias: "sandbox", cdnURL: "sandbox.sirv.com" });
    expect(response.headers.get("x-ratelimit-type")).toBe("rest:global");
    expect(response.headers.get("x-ratelimit-limit")).toBe("500");
    expect(response.headers.get("x-ratelimit-remaining")).toBe("498");
  });

  test("GET /v2/account/limits", async () => {
    const sandbox = createSandbox({ rateLimit: 10 });
    const response = await get(sandbox, "/v2/account/limits", await tokenOf(sandbox));
    expect(await response.json()).toMatchObject({
      "rest:global": { count: 2, limit: 10, remaining: 8 },
    });
  });

  test.each([undefined, "", "FAKE", "a.b.c"])("the token %j is a 401", async (token) => {
    const response = await get(createSandbox(), "/v2/account", token);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: "Unauthorized" });
  });
});

describe("in a browser", () => {
  test.each(["/v2/token", "/v2/account"])("the preflight of %s is answered", async (path) => {
    const { fetch, requests } = createSandbox();
    // The methods' and headers' names are forbidden to pages; happy-dom keeps them out too.
    const response = await fetch(`https://api.sirv.com${path}`, { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-methods")).toBe("GET,POST");
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    expect(requests).toEqual([]);
  });

  test("errors can be read too", async () => {
    const response = await postToken(createSandbox(), "{}");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });
});

test.each([
  ["GET", "/v2/token", "POST"],
  ["PUT", "/v2/token", "POST"],
  ["POST", "/v2/account", "GET"],
  ["DELETE", "/v2/account/limits", "GET"],
])("%s %s is a 405", async (method, path, allow) => {
  const response = await createSandbox().fetch(`https://api.sirv.com${path}`, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe(allow);
  expect(await response.json()).toMatchObject({ statusCode: 405, error: "Method Not Allowed" });
});

test("any other path is a 404", async () => {
  const response = await get(createSandbox(), "/v2/nowhere");
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ statusCode: 404, error: "Not Found" });
});
