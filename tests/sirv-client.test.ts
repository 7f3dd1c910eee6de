import { type HTTPError, isHTTPError, type Options } from "ky";
import { describe, expect, test } from "vitest";
import { createSirvClient, createTokenProvider, type Credentials } from "../lib/index.ts";
import { createSandbox } from "../lib/sandbox/index.ts";
import { createRemoteSandbox } from "./support/control.ts";
import { failureOf } from "./support/failure.ts";
import { expectNoSecrets } from "./support/no-secrets.ts";

/** A sandbox on real HTTP, and a client for it. */
async function setUp(options?: Options) {
  const sandbox = await createRemoteSandbox();
  const { base, credentials, endpoint } = sandbox;
  const provider = createTokenProvider(credentials, {
    endpoint,
    dangerouslyAllowSecretInPage: true,
  });
  const sirv = createSirvClient(provider, { baseUrl: `${base}/v2/`, ...options });
  const statuses = async () =>
    (await sandbox.requests()).map(({ path, status }) => `${path} ${status}`);
  return { base, provider, sandbox, sirv, statuses };
}

async function httpErrorOf(promise: Promise<unknown>): Promise<HTTPError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (!isHTTPError(error)) throw new Error("there was no HTTPError", { cause: error });
  return error;
}

test("it does real work: account, limits, and a file there and back", async () => {
  const { sirv, statuses } = await setUp();
  expect(await sirv.get("account").json()).toMatchObject({ alias: "sandbox" });
  expect(await sirv.get("account/limits").json()).toMatchObject({ "rest:global": { count: 3 } });
  const filename = "/shop/a b.jpg";
  const bytes = new Uint8Array([255, 216, 255, 0]);
  await sirv.post("files/upload", {
    searchParams: { filename },
    headers: { "content-type": "image/jpeg" },
    body: new Blob([bytes]),
  });
  const list = await sirv.get("files/readdir", { searchParams: { dirname: "/shop" } }).json();
  expect(list).toMatchObject({ contents: [{ filename: "a b.jpg", size: 4 }] });
  const file = await sirv.get("files/download", { searchParams: { filename } }).arrayBuffer();
  expect(new Uint8Array(file)).toEqual(bytes);
  expect((await statuses()).filter((each) => each.startsWith("/v2/token"))).toHaveLength(1);
});

test("credentials will do, and ky's fetch is used for the token too", async () => {
  const { credentials, fetch, requests } = createSandbox();
  const sirv = createSirvClient(credentials, { fetch });
  await sirv.get("account");
  expect(requests.map(({ path }) => path)).toEqual(["/v2/token", "/v2/account"]);
});

test("what is no credentials is refused at once, without being quoted", async () => {
  const made = Promise.resolve("FAKE-secret" as unknown as Credentials).then(createSirvClient);
  expect((await failureOf(made, "FAKE-secret")).code).toBe("invalid_input");
});

describe("a 401", () => {
  async function setUpWithRevokedToken(options?: Options) {
    const made = await setUp(options);
    await made.sandbox.revoke((await made.provider.getToken()).token);
    return made;
  }

  test.each<Options>([
    {},
    { retry: 0 },
    { method: "post", json: { a: 1 } },
    { method: "post", json: false },
    { method: "post", json: null },
    { method: "post", body: "FAKE", retry: 0 },
    { method: "post", body: "" },
    { method: "post", body: new FormData() },
  ])("of a request with %j is answered with another token", async (options) => {
    const { sirv, statuses } = await setUpWithRevokedToken();
    const path = options.method ? "files/upload?filename=/a" : "account";
    expect((await sirv(path, options)).status).toBe(200);
    expect(await statuses()).toHaveLength(4);
  });

  test("of a Blob sends the same again", async () => {
    const { sandbox, sirv } = await setUpWithRevokedToken();
    const body = new Blob(["FAKE"], { type: "image/png" });
    await sirv.post("files/upload?filename=/a.png", { body });
    const file = await sirv.get("files/download?filename=/a.png");
    expect(file.headers.get("content-type")).toBe("image/png");
    expect(await file.text()).toBe("FAKE");
    expect((await sandbox.requests()).map(({ status }) => status)).toEqual([
      200, 401, 200, 200, 200,
    ]);
  });

  test("of a stream is not, for that would have to be kept in memory", async () => {
    const sandbox = createSandbox();
    const provider = createTokenProvider(sandbox.credentials, {
      fetch: sandbox.fetch,
      dangerouslyAllowSecretInPage: true,
    });
    const sirv = createSirvClient(provider, { fetch: sandbox.fetch, retry: 0 });
    sandbox.revoke((await provider.getToken()).token);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("FAKE"));
        controller.close();
      },
    });
    const error = await httpErrorOf(sirv.post("files/upload?filename=/a", { body }));
    expect(error.response.status).toBe(401);
    expect(provider.state.status).toBe("empty");
  });
});

test("a rate limit is thrown at once, however far away its end is", async () => {
  const { sirv, sandbox, statuses } = await setUp();
  await sandbox.fail({ type: "rate-limit", resetIn: 3_600_000, path: "/v2/account" });
  const error = await httpErrorOf(sirv.get("account"));
  expect(error.response.status).toBe(429);
  expect(await statuses()).toEqual(["/v2/token 200", "/v2/account 429"]);
});

test.each<Readonly<Record<string, string>>>([
  { "retry-after": "3600" },
  { "retry-after": new Date(Date.now() + 3_600_000).toUTCString() },
  { "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 3600) },
])("a 503 with %j is tried again without sleeping for an hour", async (headers) => {
  const { sirv, sandbox } = await setUp();
  await sandbox.fail({ type: "status", status: 503, headers, path: "/v2/account" });
  expect((await sirv.get("account")).status).toBe(200);
});

test.each<Options>([{ retry: 1 }, { retry: { limit: 1 } }])("%j is ky's", async (options) => {
  const { sirv, sandbox, statuses } = await setUp(options);
  const fault = { type: "status", status: 500, path: "/v2/account" } as const;
  await sandbox.fail(fault, fault);
  await httpErrorOf(sirv.get("account"));
  expect(await statuses()).toHaveLength(3);
});

test("whoever wants to wait for the end of a rate limit can", async () => {
  const retry = { statusCodes: [429], afterStatusCodes: [429] };
  const { sirv, sandbox } = await setUp({ retry });
  await sandbox.fail({ type: "rate-limit", resetIn: 500, path: "/v2/account" });
  expect((await sirv.get("account")).status).toBe(200);
});

test("retry: 0 and a 500 mean one request", async () => {
  const { sirv, sandbox, statuses } = await setUp({ retry: 0 });
  await sandbox.fail({ type: "status", status: 500, path: "/v2/account" });
  await httpErrorOf(sirv.get("account"));
  expect(await statuses()).toEqual(["/v2/token 200", "/v2/account 500"]);
});

test("the caller's shouldRetry wins", async () => {
  const { sirv, sandbox, statuses } = await setUp({
    retry: { shouldRetry: ({ retryCount }) => retryCount < 2, delay: () => 1 },
  });
  await sandbox.fail(
    { type: "rate-limit", resetIn: 3_600_000, path: "/v2/account" },
    { type: "status", status: 404, path: "/v2/account" },
  );
  expect((await httpErrorOf(sirv.get("account"))).response.status).toBe(404);
  expect(await statuses()).toHaveLength(3);
});

test("hooks and extend work as in ky, and see no token", async () => {
  const seen: string[] = [];
  const see = (headers: Options["headers"]) =>
    seen.push(JSON.stringify([...new Headers(headers as HeadersInit)]));
  const { sirv, base, provider } = await setUp({
    hooks: { beforeRequest: [({ request }) => void see(request.headers)] },
  });
  const { token } = await provider.getToken();
  const child = sirv.extend({
    headers: { "x-fake": "1" },
    hooks: {
      init: [({ headers }) => void see(headers)],
      beforeRequest: [({ request }) => new Request(`${request.url}/limits`, request)],
    },
  });
  expect(await child.get("account").json()).toHaveProperty("rest:global");
  expect(seen).toEqual(['[["x-fake","1"]]', expect.stringContaining('["x-fake","1"]')]);
  expectNoSecrets(seen, token);
  const { request } = await httpErrorOf(sirv.get("nowhere"));
  expect(request.url).toBe(`${base}/v2/nowhere`);
  expect(request.headers.has("authorization")).toBe(false);
});

test("a fetch that a call brings is used, with the token", async () => {
  const { sirv, provider } = await setUp();
  const { token } = await provider.getToken();
  let headers = new Headers();
  await sirv.get("account", {
    async fetch(input, init) {
      ({ headers } = new Request(input, init));
      return new Response();
    },
  });
  expect(headers.get("authorization")).toBe(`Bearer ${token}`);
});

test("the token does not go elsewhere", async () => {
  const { sirv } = await setUp();
  let headers = new Headers();
  const response = await sirv.get("https://example.com/", {
    async fetch(input) {
      ({ headers } = input as Request);
      return new Response();
    },
  });
  expect(response.status).toBe(200);
  expect(headers.has("authorization")).toBe(false);
});

test("it rejects as the provider does when there is no token", async () => {
  const { sirv, sandbox } = await setUp();
  await sandbox.fail({ type: "status", status: 403 });
  const error = await failureOf(
    Promise.resolve(sirv.get("account")),
    sandbox.credentials.clientSecret,
  );
  expect(error).toMatchObject({ code: "unauthorized" });
});
