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
    // As Sirv's reference has it; a test that passes with a form would prove nothing.
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=x", 415],
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
  test.each([undefined, "", "FAKE", "a.b.c"])("the token %j is a 401", async (token) => {
    const response = await get(createSandbox(), "/v2/account", token);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      statusCode: 401,
      error: "Unauthorized",
      message: "Missing authentication",
    });
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
  ["POST", "/v2/files/stat", "GET"],
  ["GET", "/v2/files/delete", "POST"],
  ["DELETE", "/v2/account/limits", "GET"],
])("%s %s is a 405", async (method, path, allow) => {
  const response = await createSandbox().fetch(`https://api.sirv.com${path}`, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe(allow);
  expect(await response.json()).toMatchObject({ statusCode: 405, error: "Method Not Allowed" });
});

test.each([
  ["GET", "/v2/files/meta"],
  ["POST", "/v2/files/fetch"],
  ["POST", "/v2/account"],
  ["PUT", "/v2/account"],
  ["DELETE", "/v2/files/meta/tags"],
  ["GET", "/v2/nowhere"],
  ["GET", "/"],
])("%s %s, which the sandbox lacks, is a 501 that says so", async (method, path) => {
  const sandbox = createSandbox();
  const authorization = `Bearer ${await tokenOf(sandbox)}`;
  const response = await sandbox.fetch(`https://api.sirv.com${path}`, {
    method,
    headers: { authorization },
  });
  expect(response.status).toBe(501);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(await response.json()).toEqual({
    statusCode: 501,
    error: "Not Implemented",
    message: `The sandbox of sirv-token does not have ${method} ${path}`,
  });
});
