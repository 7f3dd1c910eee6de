import { describe, expect, test } from "vitest";
import { requestToken, type RequestTokenOptions } from "../lib/index.ts";
import { fake, tokenReply } from "./support/control.ts";
import { failureOf } from "./support/failure.ts";

/** Requests a token with these options; what was sent, and where. */
async function send(options: RequestTokenOptions) {
  const sent: { url: string; init: RequestInit }[] = [];
  await requestToken(fake, {
    ...options,
    async fetch(input, init = {}) {
      sent.push({ url: input as string, init });
      return Response.json(tokenReply);
    },
  });
  return sent[0];
}

const refuse = async (options: object) =>
  failureOf(
    requestToken(fake, { fetch: () => expect.fail("something was sent"), ...options }),
    fake.clientSecret,
    "FAKE-password",
  );

test("the endpoint is Sirv's unless another is given", async () => {
  expect((await send({}))?.url).toBe("https://api.sirv.com/v2/token");
});

describe("the secret goes to HTTPS, or HTTP on loopback", () => {
  test.each([
    "https://broker.example/token?user=1",
    new URL("https://broker.example:8443/@scope/token"),
    "http://localhost/v2/token",
    "http://localhost:7478/v2/token",
    "http://127.0.0.1:7478/v2/token",
    "http://[::1]:7478/v2/token",
  ])("%s", async (endpoint) => {
    expect((await send({ endpoint }))?.url).toBe(String(endpoint));
  });

  test.each([
    "http://api.sirv.com/v2/token",
    "http://127.0.0.1.example/v2/token",
    "http://localhost.example/v2/token",
    "http://localhost:FAKE-password@api.sirv.com/v2/token",
    "http://10.0.0.1/v2/token",
    "https://user:FAKE-password@api.sirv.com/v2/token",
    "https://user@api.sirv.com/v2/token",
    "ftp://localhost/v2/token",
    "file:///v2/token",
    "data:text/plain,token",
  ])("and not to %s", async (endpoint) => {
    const error = await refuse({ endpoint });
    expect(error.code).toBe("insecure_endpoint");
    expect(error.message).toBe("Nothing was sent: endpoint: https expected");
  });
});

test.each([
  ["expiresIn", 4, ">=5"],
  ["expiresIn", 604_801, "<=604800"],
  ["expiresIn", 5.5, "integer"],
  ["expiresIn", Number.NaN, "number"],
  ["expiresIn", "1200", "number"],
  ["expiresIn", null, "number"],
  ["endpoint", "/v2/token", "URL"],
  ["endpoint", "", "URL"],
  ["endpoint", 5, "URL"],
  ["timeout", 0, ">=1"],
  ["timeout", Number.NaN, "number"],
  ["totalTimeout", 2 ** 31, "<=1000000000"],
  ["totalTimeout", 1e300, "<=1000000000"],
  ["retry", -1, ">=0"],
  ["retry", 1.5, "integer"],
])("%s %j", async (path, value, expected) => {
  const error = await refuse({ [path]: value });
  expect(error.code).toBe("invalid_input");
  expect(error.issues).toEqual([{ path, expected }]);
  expect(error.message).toBe(`Nothing was sent: ${path}: ${expected} expected`);
});

test("headers that the platform refuses are refused without being quoted", async () => {
  const headers = {
    // Platforms differ in what they refuse; this fails in every one.
    get authorization(): string {
      throw new TypeError("FAKE-password is no header");
    },
  };
  const error = await refuse({ headers });
  expect(error.code).toBe("invalid_input");
  expect(error.issues).toEqual([{ path: "headers", expected: "Headers" }]);
});

test("options that are no object are refused", async () => {
  const error = await failureOf(requestToken(fake, null as unknown as RequestTokenOptions));
  expect(error.code).toBe("invalid_input");
});

test("expiresIn joins the body only when it is given", async () => {
  expect((await send({}))?.init.body).not.toContain("expiresIn");
  expect((await send({ expiresIn: undefined }))?.init.body).not.toContain("expiresIn");
  expect((await send({ expiresIn: 604_800 }))?.init.body).toMatch(/,"expiresIn":604800\}$/);
});

test("the request carries no cookies, follows no redirect and is not cached", async () => {
  const { init } = (await send({})) ?? {};
  expect(init).toMatchObject({ method: "POST", redirect: "manual" });
  const request = new Request("https://api.sirv.com");
  expect(init?.credentials).toBe("credentials" in request ? "omit" : undefined);
  expect(init?.cache).toBe("credentials" in request ? "no-store" : undefined);
});

test("the caller's headers are not changed", async () => {
  const headers = new Headers({ "content-type": "text/plain" });
  await send({ headers });
  expect(headers.get("content-type")).toBe("text/plain");
});
