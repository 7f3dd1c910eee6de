import { describe, expect, test } from "vitest";
import { createTokenFetch, createTokenProvider, type TokenProviderOptions } from "../lib/index.ts";
import { createSandbox } from "../lib/sandbox/index.ts";
import { createRemoteRecorder, createRemoteSandbox, httpReply } from "./support/control.ts";
import { failureOf } from "./support/failure.ts";
import { parseMessage } from "./support/http-message.ts";

const dangerouslyAllowSecretInPage = true;

/** A sandbox on real HTTP, and a token fetch for it. */
async function setUp(options?: TokenProviderOptions) {
  const sandbox = await createRemoteSandbox();
  const { base, credentials, endpoint } = sandbox;
  const provider = createTokenProvider(credentials, {
    endpoint,
    dangerouslyAllowSecretInPage,
    ...options,
  });
  const { origin } = new URL(base);
  const statuses = async () =>
    (await sandbox.requests()).map(({ method, path, status }) => `${method} ${path} ${status}`);
  return { base, provider, sandbox, statuses, tokenFetch: createTokenFetch(provider, { origin }) };
}

/** Remembers what it is asked to send. */
function createTransport(status = 200) {
  const sent: [input: string | URL | Request, init?: RequestInit][] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    sent.push(init === undefined ? [input] : [input, init]);
    return new Response(null, { status });
  };
  return { fetch, sent };
}

const createFakeProvider = () =>
  createTokenProvider(async () => ({
    token: "FAKE",
    expiresIn: 1200,
    scope: [],
    expiresAt: Date.now() + 1_200_000,
  }));

test("the token goes along, as a bearer", async () => {
  const { tokenFetch, base, statuses } = await setUp();
  const response = await tokenFetch(`${base}/v2/account`);
  expect(await response.json()).toMatchObject({ alias: "sandbox" });
  await tokenFetch(new URL(`${base}/v2/account`));
  expect(await statuses()).toEqual([
    "POST /v2/token 200",
    "GET /v2/account 200",
    "GET /v2/account 200",
  ]);
});

describe("what the caller gives is kept", () => {
  test("headers, method and body", async () => {
    const { tokenFetch, base } = await setUp();
    const upload = await tokenFetch(`${base}/v2/files/upload?filename=/a.txt`, {
      method: "POST",
      headers: { "content-type": "text/x-fake" },
      body: "FAKE",
    });
    expect(upload.status).toBe(200);
    const file = await tokenFetch(`${base}/v2/files/download?filename=/a.txt`);
    expect(file.headers.get("content-type")).toBe("text/x-fake");
    expect(await file.text()).toBe("FAKE");
  });

  test("a Request", async () => {
    const { tokenFetch, base } = await setUp();
    const request = new Request(`${base}/v2/files/upload?filename=/a.txt`, {
      method: "POST",
      headers: { "content-type": "text/x-fake" },
      body: "FAKE",
    });
    expect((await tokenFetch(request)).status).toBe(200);
    const file = await tokenFetch(new Request(`${base}/v2/files/download?filename=/a.txt`));
    expect(file.headers.get("content-type")).toBe("text/x-fake");
    expect(await file.text()).toBe("FAKE");
  });

  test("options that only some runtimes know", async () => {
    const { fetch, sent } = createTransport();
    const init = { cf: { cacheTtl: 5 } } as RequestInit;
    await createTokenFetch(createFakeProvider(), { fetch })(
      "https://api.sirv.com/v2/account",
      init,
    );
    expect(sent[0]?.[1]).toMatchObject(init);
    expect(new Headers(sent[0]?.[1]?.headers).get("authorization")).toBe("Bearer FAKE");
    expect(init.headers).toBeUndefined();
  });

  test("the body of a reply streams", async () => {
    const { tokenFetch, base, sandbox } = await setUp();
    await sandbox.fail({ type: "garbage", size: 200_000, path: "/v2/account" });
    const { body } = await tokenFetch(`${base}/v2/account`);
    const reader = body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    await reader?.cancel();
  });
});

describe("the token stays at home", () => {
  test.each([
    "https://api.sirv.com.example/v2/account",
    "https://example.com/https://api.sirv.com/",
    "http://api.sirv.com/v2/account",
    "https://api.sirv.com:8443/v2/account",
    "https://sandbox.sirv.com/a.jpg",
    // In disguise.
    "https://api.sirv.com./v2/account",
    "https://api.sirv.com@evil.example/v2/account",
    "https://api.sirv.com%2eevil.example/v2/account",
    "https://api.sirv.com\t.evil.example/v2/account",
    "https://evil.example\\@api.sirv.com/v2/account",
    "https:evil.example/https://api.sirv.com/",
    "https://\u0430pi.sirv.com/v2/account",
  ])("%s is sent untouched", async (url) => {
    const { fetch, sent } = createTransport(401);
    const init = { method: "POST", headers: { "x-fake": "1" } };
    await createTokenFetch(createFakeProvider(), { fetch })(url, init);
    expect(sent).toEqual([[url, init]]);
    expect(sent[0]?.[1]).toBe(init);
  });

  test("a relative URL is where the platform says, in a page, and nowhere else", async () => {
    const { fetch, sent } = createTransport();
    const platform = await Promise.resolve()
      .then(() => new Request("/v2/account").url)
      .catch(() => "https://nowhere.example");
    const tokenFetch = createTokenFetch(createFakeProvider(), { origin: platform, fetch });
    const rejected = await tokenFetch("/v2/account").then(
      () => false,
      () => true,
    );
    expect(rejected).toBe(platform === "https://nowhere.example");
    expect(sent.map(([input]) => input)).toEqual(rejected ? [] : ["/v2/account"]);
    const authorization = sent.map(([, init]) => new Headers(init?.headers).get("authorization"));
    expect(authorization).toEqual(rejected ? [] : ["Bearer FAKE"]);
  });

  test("a Request to elsewhere is the very same", async () => {
    const { fetch, sent } = createTransport();
    const request = new Request("https://example.com", { method: "POST", body: "FAKE" });
    await createTokenFetch(createFakeProvider(), { fetch })(request);
    expect(sent[0]?.[0]).toBe(request);
    expect(request.bodyUsed).toBe(false);
  });

  test("a redirect to another origin loses it", async () => {
    const { tokenFetch, base, sandbox } = await setUp();
    const other = await createRemoteRecorder(httpReply("elsewhere", 401));
    await sandbox.fail({ type: "redirect", location: `${other.origin}/a`, path: "/v2/account" });
    const response = await tokenFetch(`${base}/v2/account`);
    expect(response.status).toBe(401);
    const requests = (await other.requests()).map((request) => parseMessage(request));
    // The 401 of another origin says nothing of the token: it was not sent there twice.
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.has("authorization")).toBe(false);
  });
});

test("the caller's own authorization header wins, and its 401 is the caller's", async () => {
  const { tokenFetch, base, statuses } = await setUp();
  const headers = { authorization: "Bearer FAKE" };
  expect((await tokenFetch(`${base}/v2/account`, { headers })).status).toBe(401);
  expect((await tokenFetch(new Request(`${base}/v2/account`, { headers }))).status).toBe(401);
  expect(await statuses()).toEqual(["GET /v2/account 401", "GET /v2/account 401"]);
});

describe("a 401", () => {
  async function setUpWithRevokedToken() {
    const made = await setUp();
    const { token } = await made.provider.getToken();
    await made.sandbox.revoke(token);
    return made;
  }
  const refreshed = ["POST /v2/token 200", "GET /v2/account 401", "POST /v2/token 200"];

  test("is answered with another token, once", async () => {
    const { tokenFetch, base, statuses } = await setUpWithRevokedToken();
    expect((await tokenFetch(`${base}/v2/account`)).status).toBe(200);
    expect(await statuses()).toEqual([...refreshed, "GET /v2/account 200"]);
  });

  test("that stays is the reply, and the new token stays too: it is not at fault", async () => {
    const { tokenFetch, base, sandbox, statuses, provider: own } = await setUpWithRevokedToken();
    const fault = { type: "status", status: 401, path: "/v2/account" } as const;
    await sandbox.fail(fault, fault);
    expect((await tokenFetch(`${base}/v2/account`)).status).toBe(401);
    expect(await statuses()).toEqual([...refreshed, "GET /v2/account 401"]);
    expect(own.state.status).toBe("good");
  });

  test("is answered also when somebody keeps a clone of the reply", async () => {
    const made = await setUpWithRevokedToken();
    const clones: Response[] = [];
    const tokenFetch = createTokenFetch(made.provider, {
      origin: made.base,
      async fetch(input, init) {
        const response = await fetch(input, init);
        clones.push(response.clone());
        return response;
      },
    });
    expect((await tokenFetch(`${made.base}/v2/account`)).status).toBe(200);
    expect(clones).toHaveLength(2);
  });

  test("of five requests of one token leads to one refresh", async () => {
    const { tokenFetch, base, statuses } = await setUpWithRevokedToken();
    const responses = await Promise.all(
      [0, 20, 40, 60, 80].map(async (delay) => {
        await new Promise((resolve) => setTimeout(resolve, delay));
        return tokenFetch(`${base}/v2/account`);
      }),
    );
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await statuses()).filter((each) => each.startsWith("POST"))).toHaveLength(2);
  });

  const url = (base: string) => `${base}/v2/files/upload?filename=/a`;
  test.each<[string, (base: string) => [string | Request, RequestInit?]]>([
    ["a string", (base) => [url(base), { method: "POST", body: "FAKE" }]],
    ["bytes", (base) => [url(base), { method: "POST", body: new Uint8Array([1]) }]],
    ["a Blob", (base) => [url(base), { method: "POST", body: new Blob(["FAKE"]) }]],
    ["nothing", (base) => [url(base), { method: "POST" }]],
    ["a Request without one", (base) => [new Request(url(base), { method: "POST" })]],
    [
      "one given beside a Request",
      (base) => [new Request(url(base)), { method: "POST", body: "" }],
    ],
  ])("with %s for a body is repeated", async (_, call) => {
    const { tokenFetch, base } = await setUpWithRevokedToken();
    expect((await tokenFetch(...call(base))).status).toBe(200);
  });

  test.each<[string, (base: string) => [string | Request, RequestInit?]]>([
    ["a Request's body", (base) => [new Request(url(base), { method: "POST", body: "FAKE" })]],
  ])("with %s is not: that would have to be kept in memory", async (_, call) => {
    const { tokenFetch, base, provider: own, statuses } = await setUpWithRevokedToken();
    expect((await tokenFetch(...call(base))).status).toBe(401);
    expect(own.state.status).toBe("empty");
    expect(await statuses()).toHaveLength(2);
  });

  test("with a stream for a body is not repeated either", async () => {
    const { fetch, sent } = createTransport(401);
    const body = new ReadableStream({ start: (controller) => controller.close() });
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    await createTokenFetch(createFakeProvider(), { fetch })(
      "https://api.sirv.com/v2/files/upload",
      init,
    );
    expect(sent).toHaveLength(1);
  });

  test("with an async iterable, which Node takes for a body, is not repeated either", async () => {
    const { fetch, sent } = createTransport(401);
    const body = (async function* chunks() {
      yield "FAKE";
    })();
    const init = { method: "POST", body, duplex: "half" } as unknown as RequestInit;
    await createTokenFetch(createFakeProvider(), { fetch })(
      "https://api.sirv.com/v2/files/upload",
      init,
    );
    expect(sent).toHaveLength(1);
  });
});

describe("it rejects", () => {
  test("as the provider does", async () => {
    const { tokenFetch, base, sandbox } = await setUp({ retry: 0 });
    await sandbox.fail({ type: "status", status: 503 });
    expect(await failureOf(tokenFetch(`${base}/v2/account`))).toMatchObject({ status: 503 });
  });

  test("with the signal's reason, also while there is no token yet", async () => {
    const { tokenFetch, base, sandbox } = await setUp();
    await sandbox.fail({ type: "slow", delay: 60_000 });
    const reason = new Error("the user left");
    const controller = new AbortController();
    const asked = tokenFetch(`${base}/v2/account`, { signal: controller.signal });
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
    const request = new Request(`${base}/v2/account`, { signal: AbortSignal.abort(reason) });
    await expect(tokenFetch(request)).rejects.toBe(reason);
  });

  test("as fetch does for what is no URL", async () => {
    const { fetch } = createTransport();
    await expect(
      createTokenFetch(createFakeProvider(), { fetch })("https://"),
    ).rejects.toBeInstanceOf(Error);
  });
});

test("whatever has a provider's functions will do", async () => {
  const { credentials, fetch } = createSandbox();
  const other = createTokenProvider(credentials, { fetch, dangerouslyAllowSecretInPage });
  const tokenFetch = createTokenFetch({ ...other }, { fetch });
  expect((await tokenFetch("https://api.sirv.com/v2/account")).status).toBe(200);
});
