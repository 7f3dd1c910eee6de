import { expect, test } from "vitest";
import {
  brokeredToken,
  type BrokeredTokenOptions,
  createTokenBroker,
} from "../../lib/broker/index.ts";
import { createTokenProvider } from "../../lib/index.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { failureOf } from "../support/failure.ts";

const address = "https://broker.example.com/token";
const bearer = "Bearer FAKE-session";

/** A page whose broker is a call away. */
function setUp(options: BrokeredTokenOptions = { headers: { authorization: bearer } }) {
  const sandbox = createSandbox();
  const { credentials, fetch } = sandbox;
  const provider = createTokenProvider(credentials, { fetch, dangerouslyAllowSecretInPage: true });
  let isLoggedIn = true;
  const broker = createTokenBroker(provider, {
    authorize: (request) => isLoggedIn && request.headers.get("authorization") === bearer,
  });
  const sent: { readonly url: unknown; readonly init: RequestInit }[] = [];
  const source = brokeredToken(address, {
    async fetch(url, init = {}) {
      sent.push({ url, init });
      return broker(new Request(address, { method: "POST", headers: init.headers ?? {} }));
    },
    ...options,
  });
  const page = createTokenProvider(source);
  return {
    sandbox,
    source,
    page,
    provider,
    sent,
    logOut: () => void (isLoggedIn = false),
    logIn: () => void (isLoggedIn = true),
  };
}

/** What a page gets of a broker that answers so. */
const failureFor = async (reply: () => Response | Promise<Response>, url: string | URL = address) =>
  failureOf(
    createTokenProvider(brokeredToken(url, { fetch: async () => reply() })).getToken(),
    "FAKE",
  );

test("a page gets the server's token", async () => {
  const { page, provider } = setUp();
  const { token, scope, expiresIn } = await page.getToken();
  const ofServer = await provider.getToken();
  expect(token).toBe(ofServer.token);
  expect(scope).toEqual(ofServer.scope);
  expect(expiresIn).toBeLessThanOrEqual(1200);
});

test("what it sends", async () => {
  const { page, sent } = setUp();
  await page.getToken();
  const { url, init } = sent[0]!;
  expect(url).toBe(address);
  expect(init).toMatchObject({
    method: "POST",
    body: "{}",
    credentials: "same-origin",
    cache: "no-store",
  });
  expect(init.signal).toBeInstanceOf(AbortSignal);
  expect(Object.fromEntries(new Headers(init.headers))).toEqual({
    authorization: bearer,
    "content-type": "application/json",
  });
});

test("the end of a refused token goes along, and another one comes", async () => {
  const { page, sandbox, sent } = setUp();
  const { token } = await page.getToken();
  sandbox.revoke();
  page.invalidate(token);
  expect((await page.getToken()).token).not.toBe(token);
  const told = new Headers(sent[1]?.init.headers).get("sirv-refused-token");
  expect(told).toBe(token.slice(-16));
});

test("the ends of the last refused tokens go along, for each server has its own", async () => {
  const sent: (string | null)[] = [];
  const source = brokeredToken(address, {
    fetch: async (_, init) => {
      sent.push(new Headers(init?.headers).get("sirv-refused-token"));
      return Response.json({ token: "FAKE", expiresIn: 1200 });
    },
  });
  const { signal } = new AbortController();
  const refusedOnes = Array.from({ length: 10 }, (_, index) => `FAKE-token-of-server-${index}`);
  for (const refused of refusedOnes) await source({ signal, refused });
  await source({ signal });
  expect(sent[1]).toBe(
    refusedOnes
      .slice(0, 2)
      .map((token) => token.slice(-16))
      .join(),
  );
  expect(sent[9]?.split(",")).toHaveLength(8);
  expect(sent[10]).toBeNull();
});

test("headers may be a function, which is asked each time", async () => {
  let number = 0;
  const headers = async () => ({ authorization: bearer, "x-number": `${(number += 1)}` });
  const { page, sent } = setUp({ headers });
  const { token } = await page.getToken();
  page.invalidate(token);
  await page.getToken();
  const numbers = sent.map(({ init }) => new Headers(init.headers).get("x-number"));
  expect(numbers).toEqual(["1", "2"]);
});

test("a session's cookie goes to a broker elsewhere, if that is wanted", async () => {
  const { page, sent } = setUp({ headers: { authorization: bearer }, credentials: "include" });
  await page.getToken();
  expect(sent[0]?.init.credentials).toBe("include");
});

test("a failure is not kept: who logs in gets a token", async () => {
  const { source, logIn, logOut } = setUp();
  const { signal } = new AbortController();
  logOut();
  const ask = async () => source({ signal });
  expect(await failureOf(ask())).toMatchObject({ code: "unauthorized", status: 401 });
  logIn();
  expect(await ask()).toHaveProperty("token");
});

test.each<[number, string, string]>([
  [401, "unauthorized", "Log in first"],
  [403, "unauthorized", "origin"],
  [404, "http_error", "Check that a broker is there"],
  [429, "rate_limited", "Ask again later"],
  [500, "http_error", "its server's log"],
  [502, "http_error", "its server's log"],
])("a %d is told with code %s", async (status, code, advice) => {
  const headers = { "retry-after": "7" };
  const error = await failureFor(() => Response.json({ message: "FAKE" }, { status, headers }));
  expect(error).toMatchObject({ code, status, retryAfter: 7000 });
  expect(error.message).toContain(`${address} gave no token (${status}).`);
  expect(error.message).toContain(advice);
});

test.each([
  ["a page to log in", "<!doctype html>FAKE"],
  ["nothing", ""],
  ["another JSON", '{"FAKE":1}'],
  ["no object", "null"],
  ["a text", '"FAKE"'],
  ["credentials", '{"clientId":"fakeClientId","clientSecret":"FAKE"}'],
])("%s instead of a token is told, and not quoted", async (_, body) => {
  const error = await failureFor(() => new Response(body));
  expect(error).toMatchObject({ code: "invalid_response", status: 200 });
  expect(error.message).toContain("Log in first");
});

test.each([
  ["a token that is none", { token: "FAKE token", expiresIn: 1200 }],
  ["no seconds", { token: "FAKE" }],
  ["seconds that are none", { token: "FAKE", expiresIn: "1200" }],
  ["an instant of the server's clock alone", { token: "FAKE", expiresAt: Date.now() + 60_000 }],
])("%s is refused", async (_, body) => {
  const error = await failureFor(() => Response.json(body));
  expect(error.code).toBe("invalid_response");
});

test.each([
  "https://FAKE:FAKE@broker.example.com/token?key=FAKE#FAKE",
  "https:FAKE:FAKE@broker.example.com/token",
  "https:\\\\FAKE:FAKE@broker.example.com/token",
])("no reply is told, with as much of the address as may be shown: %s", async (url) => {
  const fails = () => {
    throw new TypeError("FAKE: failed to fetch https://FAKE");
  };
  const error = await failureFor(fails, url);
  expect(error.code).toBe("network_error");
  expect(error.message).toContain("https://broker.example.com/token gave no reply");
});

test("who logs in after a 401 waits for a second, not for a hold-off that has grown", async () => {
  const error = await failureFor(() => new Response(null, { status: 401 }));
  expect(error.retryAfter).toBe(1000);
});

test("what a fetch throws that is no failure of the network passes as it is", async () => {
  const thrown = Object.assign(new Error("control flow"), { digest: "FAKE" });
  const fetch = async () => Promise.reject(thrown);
  const provider = createTokenProvider(brokeredToken(address, { fetch }));
  await expect(provider.getToken()).rejects.toBe(thrown);
});

test("headers that can't be sent are told without them", async () => {
  // Stands for what platforms say of a line break: they quote the value.
  const headers = {
    get authorization(): string {
      throw new TypeError("Bearer FAKE-session is no value of a header");
    },
  };
  const { page, sent } = setUp({ headers });
  const error = await failureOf(page.getToken(), "FAKE");
  expect(error.code).toBe("invalid_input");
  expect(error.message).toContain("headers must be");
  expect(sent).toEqual([]);
});

test("an abort rejects with its reason", async () => {
  const source = brokeredToken(address, {
    fetch: async (_, init) =>
      new Promise((_resolve, reject) => {
        const { signal } = init!;
        signal!.addEventListener("abort", () => reject(signal!.reason as Error));
      }),
  });
  const controller = new AbortController();
  const asked = Promise.resolve(source({ signal: controller.signal }));
  await Promise.resolve();
  controller.abort("FAKE-reason");
  await expect(asked).rejects.toBe("FAKE-reason");
});

test.each([undefined, null, ""])("a url of %j is refused at once", async (url) => {
  const error = await failureOf((async () => brokeredToken(url as unknown as string))());
  expect(error).toMatchObject({ code: "invalid_input" });
  expect(error.message).toContain("url is missing");
});

test("a URL object will do", async () => {
  const urls: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    urls.push(url);
    return Response.json({ token: "FAKE", expiresIn: 1200 });
  };
  await createTokenProvider(brokeredToken(new URL(address), { fetch })).getToken();
  expect(String(urls[0])).toBe(address);
});
