import { describe, expect, test } from "vitest";
import {
  createSirvClient,
  createTokenFetch,
  createTokenProvider,
  type Credentials,
  requestToken,
  type RequestTokenOptions,
  type RetryEvent,
} from "../../lib/index.ts";
import { createRemoteRecorder, fake, httpReply, tokenReply } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { expectNoSecrets } from "../support/no-secrets.ts";

const bytesOf = (text: string) => [...new TextEncoder().encode(text)];
const base64 = (text: string) => btoa(String.fromCharCode(...bytesOf(text)));
const base64url = (text: string) =>
  base64(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** How a server, a proxy or a library may repeat a value. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "in JSON": inJson,
  "in PHP's JSON": (text) => inJson(text).replaceAll("/", "\\/"),
  "in JSON within JSON": (text) => inJson(inJson(text)),
  "in \\u escapes": (text) =>
    text
      .split("")
      .map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  "in a URL": encodeURIComponent,
  "in percent signs": (text) =>
    bytesOf(text)
      .map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
      .join(""),
  "in a form": (text) => new URLSearchParams({ a: text }).toString().slice(2),
  "in HTML": (text) => text.replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
  "in base64": base64,
  "in base64url": base64url,
};

/** All that is eight characters long in a text: none of it may show. */
const runsOf = (text: string) =>
  Array.from({ length: Math.max(text.length - 7, 0) }, (_, start) => text.slice(start, start + 8));

const basic = base64(`${fake.clientId}:${fake.clientSecret}`);
const body = JSON.stringify(fake);
// Nothing longer than FAKE is in two of them: each must be recognised by itself.
const bearer = "FAKEbQ7z/0pL+x9Vn2Rt4Ys=";
const session = "FAKEsM3-G8jD_wC6v.5nX1fA";

const headers = {
  authorization: `Bearer ${bearer}`,
  "x-session-token": `id=${session}; theme=FAKE-dark-and-long`,
};

/** What no error may show of these requests. */
const secrets = [
  ...runsOf(fake.clientSecret),
  ...runsOf(inJson(fake.clientSecret)),
  ...runsOf(base64(fake.clientSecret).slice(0, -4)),
  // What is encoded of the id depends on it alone; two digits more may do so in part.
  ...runsOf(basic.slice(Math.ceil(((fake.clientId.length + 1) * 8) / 6), -4)),
  ...runsOf(bearer),
  ...runsOf(session),
];

/** Asks a server that says this in its error, and gives the error of the call. */
async function answer(
  words: string,
  status: number,
  credentials: Credentials = fake,
  options: RequestTokenOptions = {},
) {
  const { endpoint } = await createRemoteRecorder(
    httpReply(JSON.stringify({ message: words }), status),
  );
  const error = await failureOf(
    requestToken(credentials, { endpoint, retry: 0, ...options }),
    ...(credentials === fake ? secrets : []),
  );
  return { error, host: new URL(endpoint).host };
}

describe("a server that repeats a secret is not quoted in that", () => {
  const values: Readonly<Record<string, string>> = {
    "the secret": fake.clientSecret,
    "the body": body,
    "the Basic value of id and secret": basic,
    "id and secret": `${fake.clientId}:${fake.clientSecret}`,
    "the caller's own authorization": `Bearer ${bearer}`,
    "another header of the caller": headers["x-session-token"],
  };

  const cases = Object.entries(values).flatMap(([what, value]) =>
    Object.entries(encodings).map(([how, encode]) => [what, how, encode(value)] as const),
  );

  test.each(cases)("%s, %s", async (_, __, repeated) => {
    const { error } = await answer(`Sorry: ${repeated} and so on`, 400, fake, { headers });
    expect(error.code).toBe("http_error");
    expect(error.message).toContain("(400: Sorry: ");
    expect(error.message).toContain("…");
  });

  test.each(cases.filter(([, , text]) => text.length > 20))(
    "twenty characters of %s, %s",
    async (_, __, repeated) => {
      // The middle, so that it is of the secret also where that stands behind an id.
      const start = Math.floor((repeated.length - 20) / 2);
      const part = repeated.slice(start, start + 20);
      const { error } = await answer(`Sorry: ${part} and so on`, 400, fake, { headers });
      expect(error.message).toContain(" and so on).");
    },
  );

  test.each([200, 401, 403, 404, 429, 500])("with a %i too", async (status) => {
    const words = `Sorry: ${fake.clientSecret} or ${basic} and so on`;
    const { error } = await answer(words, status);
    expect(error.message).toContain(`(${status}: Sorry: … or … and so on).`);
  });
});

test("what is told before another attempt holds no secret", async () => {
  const words = `Sorry: ${fake.clientSecret}, ${basic}, ${bearer} and ${session}`;
  const { endpoint } = await createRemoteRecorder(
    httpReply(JSON.stringify({ message: words }), 503),
    httpReply(JSON.stringify([{ error: words }]), 503),
    httpReply(words, 503),
  );
  const events: RetryEvent[] = [];
  const onRetry = (event: RetryEvent) => events.push(event);
  await failureOf(requestToken(fake, { endpoint, headers, onRetry }), ...secrets);
  expect(events).toHaveLength(2);
  for (const { error } of events) expect(error.message).toContain("(503: Sorry: …");
  expectNoSecrets(events, ...secrets);
});

test("what a platform says of a failure is not quoted where it holds a secret", async () => {
  const cause = Object.assign(new Error(`in ${basic}`), { code: `E_${fake.clientSecret}` });
  const fetch = () => Promise.reject(Object.assign(new TypeError(body), { cause }));
  const error = await failureOf(requestToken(fake, { fetch, retry: 0 }), ...secrets);
  expect(error.code).toBe("network_error");
  expect(error.message).toBe(
    "api.sirv.com gave no whole reply (… in …). Check the network, and endpoint if it is set.",
  );
});

test("a provider's errors, held off or not, hold no secret", async () => {
  const words = `Sorry: ${fake.clientSecret} or ${basic}`;
  const { endpoint } = await createRemoteRecorder(
    httpReply(JSON.stringify({ message: words }), 401),
  );
  const events: unknown[] = [];
  const provider = createTokenProvider(fake, {
    endpoint,
    onRefresh: (event) => events.push(event),
    dangerouslyAllowSecretInPage: true,
  });
  const first = await failureOf(provider.getToken(), ...secrets);
  const second = await failureOf(provider.getToken(), ...secrets);
  expect(first.message).toContain("(401: Sorry: … or …).");
  expect(second.message).toContain("(401: Sorry: … or …).");
  expect(events).toHaveLength(1);
  expectNoSecrets([events, provider, provider.state], ...secrets);
});

describe("beside a secret under eight characters nothing of the server's is quoted", () => {
  const words = "The client FAKE123 is locked";

  test.each(["a", "client", "FAKE123", " FAKE12 "])("as %j is", async (clientSecret) => {
    const short = { ...fake, clientSecret };
    const limited = await answer(words, 429, short);
    expect(limited.error.message).toBe(
      `${limited.host} was asked too often (429). Share one provider: its token serves until it expires.`,
    );
    const failed = await answer(words, 503, short);
    expect(failed.error.message).toBe(`${failed.host} failed (503). Try again later.`);
  });

  test("as one in the caller's own headers is", async () => {
    const { error, host } = await answer(words, 503, fake, { headers: { authorization: "FAKE1" } });
    expect(error.message).toBe(`${host} failed (503). Try again later.`);
  });

  test("nor of the platform's", async () => {
    const fetch = () => Promise.reject(new TypeError(words));
    const short = { ...fake, clientSecret: "FAKE123" };
    const error = await failureOf(requestToken(short, { fetch, retry: 0 }), "FAKE123");
    expect(error.message).toBe(
      "api.sirv.com gave no whole reply. Check the network, and endpoint if it is set.",
    );
  });
});

describe("our own sentences are whole, whatever the secret", () => {
  test.each(["token", "credentials", "expiresIn", "clientSecret", "refused the"])(
    "such as %j",
    async (clientSecret) => {
      const credentials = { ...fake, clientSecret };
      const refused = await answer("", 401, credentials);
      expect(refused.error.message).toBe(
        `${refused.host} refused the credentials (401). Check clientId and clientSecret.`,
      );
      const empty = await answer("", 200, credentials);
      expect(empty.error.message).toBe(
        `${empty.host} gave no token that can be used (200: token is missing; expiresIn is missing). Check endpoint: Sirv's ends in /v2/token.`,
      );
    },
  );
});

test("what has a token prints none: a provider, a token fetch, a client, and its errors", async () => {
  const { token } = tokenReply;
  const provider = createTokenProvider(fake, {
    fetch: async () => Response.json(tokenReply),
    dangerouslyAllowSecretInPage: true,
  });
  await provider.getToken();
  const fetch = async () => new Response("FAKE", { status: 404 });
  const tokenFetch = createTokenFetch(provider, { fetch });
  const shown: unknown[] = [];
  const hook = (state: unknown) => void shown.push(state);
  const hooks = { init: [hook], beforeRequest: [hook], afterResponse: [hook], beforeRetry: [hook] };
  const retry = { limit: 1, statusCodes: [404], delay: () => 1 };
  const client = createSirvClient(provider, { fetch, retry, hooks });
  const error: unknown = await client.get("account").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "HTTPError" });
  // Once before all, once before the first attempt, once between them, and after each.
  expect(shown).toHaveLength(5);
  const things = [provider, provider.state, tokenFetch, client, error, shown];
  expectNoSecrets(things, fake.clientSecret, token);
  for (const thing of [provider, client]) {
    // Not every platform refuses to clone functions with the same error.
    const cloned = await Promise.resolve()
      .then(() => structuredClone(thing) as unknown)
      .catch((thrown: unknown) => thrown);
    expectNoSecrets(cloned, fake.clientSecret, token);
  }
});
