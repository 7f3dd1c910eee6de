import { describe, expect, test } from "vitest";
import { requestToken, type RequestTokenOptions } from "../../lib/index.ts";
import { fake, tokenReply } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";

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
    expect(error.message).toMatch(/^Nothing was sent: endpoint must be https, or http on this /);
  });
});

test("plain HTTP beyond this machine is sent to whoever says so, and no user or password", async () => {
  const dangerouslyAllowHttp = true;
  const endpoint = "http://sandbox:7478/v2/token";
  expect((await send({ endpoint, dangerouslyAllowHttp }))?.url).toBe(endpoint);
  for (const other of ["http://user:FAKE-password@sandbox/v2/token", "ftp://sandbox/v2/token"]) {
    const error = await refuse({ endpoint: other, dangerouslyAllowHttp });
    expect(error.code).toBe("insecure_endpoint");
  }
});

const seconds = "must be a whole number of seconds from 5 to 604800";
const milliseconds = "must be a whole number of milliseconds from 1 to 1000000000";
const url = "must be an absolute URL, such as https://api.sirv.com/v2/token";

test.each([
  ["expiresIn", 4, seconds],
  ["expiresIn", 604_801, seconds],
  ["expiresIn", 5.5, seconds],
  ["expiresIn", Number.NaN, seconds],
  ["expiresIn", "1200", seconds],
  ["expiresIn", null, seconds],
  ["endpoint", "/v2/token", url],
  ["endpoint", "", url],
  ["endpoint", 5, url],
  ["endpoint", "http://127.0.0.1:70000/v2/token", url],
  ["timeout", 0, milliseconds],
  ["timeout", Number.NaN, milliseconds],
  ["totalTimeout", 2 ** 31, milliseconds],
  ["totalTimeout", 1e300, milliseconds],
  ["retry", -1, "must be a whole number from 0 to 1000000000"],
  ["retry", 1.5, "must be a whole number from 0 to 1000000000"],
  ["dangerouslyAllowHttp", "yes", "must be true or false"],
  ["onRetry", {}, "must be a function"],
])("%s %j", async (field, value, rule) => {
  const error = await refuse({ [field]: value });
  expect(error.code).toBe("invalid_input");
  expect(error.issues).toEqual([{ message: `${field} ${rule}`, path: [field] }]);
  expect(error.message).toBe(`Nothing was sent: ${field} ${rule}.`);
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
  expect(error.issues?.map(({ path }) => path)).toEqual([["headers"]]);
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
