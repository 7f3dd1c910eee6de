import { describe, expect, test } from "vitest";
import { createTokenBroker } from "../../lib/broker/index.ts";
import { createTokenProvider, TokenError, type TokenProvider } from "../../lib/index.ts";
import { brokerRequest } from "../support/broker-request.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { expectNoSecrets } from "../support/no-secrets.ts";
import { createSandboxBroker, listed, session } from "./sandbox-broker.ts";

const failing = (error: unknown): TokenProvider =>
  createTokenProvider(async () => {
    throw error;
  });

test("whoever may gets the provider's token, in Sirv's shape", async () => {
  const { ask, provider } = createSandboxBroker();
  const { response, token, expiresIn, scope, text } = await ask(session);
  expect(response.status).toBe(200);
  const accessToken = await provider.getToken();
  expect({ token, scope }).toEqual({ token: accessToken.token, scope: accessToken.scope });
  expect(expiresIn).toBeLessThanOrEqual(1200);
  expect(expiresIn).toBeGreaterThan(1190);
  expect(Object.keys(JSON.parse(text) as object)).toEqual(["token", "expiresIn", "scope"]);
});

test.each<[number, string, string, Record<string, string>]>([
  [401, "Unauthorized", "POST", {}],
  [401, "Unauthorized", "POST", { cookie: "session=other" }],
  [403, "Forbidden", "POST", { ...session, origin: "https://evil.example" }],
  [403, "Forbidden", "POST", { ...session, "sec-fetch-site": "cross-site" }],
  [403, "Forbidden", "OPTIONS", { origin: "https://evil.example" }],
  [403, "Forbidden", "GET", { ...session, "sec-fetch-site": "cross-site" }],
  [405, "Method Not Allowed", "GET", session],
  [405, "Method Not Allowed", "PUT", session],
  [415, "Unsupported Media Type", "POST", { ...session, "content-type": "text/plain" }],
  [415, "Unsupported Media Type", "POST", { ...session, "content-type": "" }],
  [415, "Unsupported Media Type", "POST", { ...session, "content-type": "application/jsonp" }],
])("%d %s for %s with %j", async (status, error, method, headers) => {
  const { ask, sandbox } = createSandboxBroker();
  const answer = await ask(headers, method);
  expect(answer.response.status).toBe(status);
  expect(answer).toMatchObject({ statusCode: status, error });
  expect(answer.message).toMatch(/^[A-Z].*\.$/);
  expect(answer.response.headers.get("access-control-allow-origin")).toBeNull();
  // Nobody was asked.
  expect(sandbox.requests).toEqual([]);
});

test("the methods that there are come with a 405", async () => {
  const { response } = await createSandboxBroker().ask(session, "DELETE");
  expect(response.headers.get("allow")).toBe("POST, OPTIONS");
});

test.each(["application/json", "application/json; charset=utf-8", "Application/JSON ;x"])(
  "a body of type %s will do",
  async (type) => {
    const { response } = await createSandboxBroker().ask({ ...session, "content-type": type });
    expect(response.status).toBe(200);
  },
);

test("what every reply has", async () => {
  const { ask } = createSandboxBroker();
  const replies = [
    await ask(session),
    await ask(),
    await ask({ origin: "https://evil.example" }),
    await ask(session, "GET"),
    await ask({ origin: listed }, "OPTIONS"),
  ];
  for (const { response } of replies) {
    const { headers } = response;
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("vary")).toBe("origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

describe("a listed origin", () => {
  const foreign = { origin: listed, "sec-fetch-site": "cross-site" };

  test("gets preflights, with credentials and the headers that it asks for", async () => {
    const { response } = await createSandboxBroker().ask(
      { ...foreign, "access-control-request-headers": "content-type,sirv-refused-token,x-csrf" },
      "OPTIONS",
    );
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": listed,
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "content-type,sirv-refused-token,x-csrf",
    });
  });

  test.each([
    ["a token", session, 200],
    ["no token", {}, 401],
  ])("may read %s", async (_, headers, status) => {
    const { response } = await createSandboxBroker().ask({ ...foreign, ...headers });
    expect(response.status).toBe(status);
    expect(response.headers.get("access-control-allow-origin")).toBe(listed);
    expect(response.headers.get("access-control-allow-credentials")).toBe("true");
    expect(response.headers.get("access-control-expose-headers")).toBe("retry-after");
  });
});

describe("authorize", () => {
  test("is given the request and the framework's context", async () => {
    const seen: unknown[] = [];
    const { broker } = createSandboxBroker({ authorize: (...given) => seen.push(...given) > 0 });
    const request = brokerRequest();
    const context = { params: {} };
    await broker(request, context);
    expect(seen[0]).toBe(request);
    expect(seen[1]).toBe(context);
  });

  test("may answer by itself, and its answer is for listed origins too", async () => {
    const reply = new Response("too many", {
      status: 429,
      headers: [
        ["retry-after", "7"],
        ["set-cookie", "fake=1"],
        ["set-cookie", "fake=2"],
        ["vary", "cookie"],
      ],
    });
    const { broker } = createSandboxBroker({ authorize: async () => reply });
    const response = await broker(brokerRequest("POST", { origin: listed }));
    expect(response.status).toBe(429);
    expect(await response.text()).toBe("too many");
    const { headers } = response;
    expect(headers.get("retry-after")).toBe("7");
    expect(headers.get("vary")).toBe("cookie, origin");
    // Where a page's script may see cookies at all.
    const cookies = (each: Headers) => [...each].filter(([name]) => name === "set-cookie");
    expect(cookies(headers)).toEqual(cookies(reply.headers));
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("access-control-allow-origin")).toBe(listed);
  });

  test("may give a Response of another platform, but not one that was used", async () => {
    const foreign = { status: 429, headers: new Headers(), body: null, statusText: "" };
    const { broker } = createSandboxBroker({ authorize: () => foreign as unknown as Response });
    expect((await broker(brokerRequest())).status).toBe(429);
    const used = new Response("once", { status: 429 });
    await used.text();
    const repeating = createTokenBroker(failing(0), { authorize: () => used });
    const error = await failureOf(repeating(brokerRequest()));
    expect(error.message).toContain("a new Response");
  });

  test("may redirect to log in", async () => {
    const login = "https://broker.example.com/login";
    const { broker } = createSandboxBroker({ authorize: () => Response.redirect(login, 303) });
    const response = await broker(brokerRequest());
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(login);
  });

  test("passes on what it throws, as it is", async () => {
    const thrown = Object.assign(new Error("control flow"), { digest: "FAKE" });
    const { broker, errors } = createSandboxBroker({
      authorize: async () => Promise.reject(thrown),
    });
    await expect(broker(brokerRequest())).rejects.toBe(thrown);
    expect(errors).toEqual([]);
  });

  test.each([undefined, null, 1, "yes", {}, { user: "FAKE" }])(
    "that gives %j gives nobody a token, and says so",
    async (verdict) => {
      const { broker, sandbox } = createSandboxBroker({
        authorize: () => verdict as unknown as boolean,
      });
      const error = await failureOf(broker(brokerRequest()));
      expect(error.code).toBe("invalid_input");
      expect(error.message).toContain("authorize must give true, false or a new Response");
      expect(sandbox.requests).toEqual([]);
    },
  );
});

describe("with clocks that are moved", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("the seconds that are left are told", async () => {
    const { ask } = createSandboxBroker();
    await ask(session);
    await clocks.pass(300_500);
    expect((await ask(session)).expiresIn).toBe(899);
  });

  test("a token is renewed first when less than two minutes are left", async () => {
    const { ask, sandbox } = createSandboxBroker();
    await ask(session);
    await clocks.pass(1_079_000);
    expect((await ask(session)).expiresIn).toBe(121);
    await clocks.pass(2000);
    expect((await ask(session)).expiresIn).toBe(1200);
    expect(sandbox.requests).toHaveLength(2);
  });

  test("so much less as floor says, half its lifetime at most", async () => {
    const { ask, sandbox } = createSandboxBroker({ floor: 1_000_000 });
    await ask(session);
    await clocks.pass(599_000);
    expect((await ask(session)).expiresIn).toBe(601);
    await clocks.pass(2000);
    expect((await ask(session)).expiresIn).toBe(1200);
    expect(sandbox.requests).toHaveLength(2);
  });

  test("what is left while Sirv fails is handed out", async () => {
    const { ask, sandbox, errors } = createSandboxBroker({}, { retry: 0 });
    await ask(session);
    await clocks.pass(1_100_000);
    sandbox.fail({ type: "status", status: 503 });
    expect((await ask(session)).expiresIn).toBe(100);
    expect(errors).toEqual([]);
  });

  test("a clock that was set back lengthens no life", async () => {
    const { ask } = createSandboxBroker();
    await ask(session);
    clocks.jump(-3_600_000);
    expect((await ask(session)).expiresIn).toBeLessThanOrEqual(1200);
  });
});

describe("without a token", () => {
  const secret = "FAKE-secret-of-the-server";
  const secretError = new Error(`the vault said ${secret}`);

  test.each<[number, string, unknown]>([
    [502, "1", new TokenError("FAKE", { code: "invalid_response" })],
    [502, "1", new TokenError("FAKE", { code: "network_error" })],
    [503, "7", new TokenError("FAKE", { code: "rate_limited", status: 429, retryAfter: 6001 })],
    [503, "1", new TokenError("FAKE", { code: "http_error", status: 500, retryAfter: 1 })],
    [502, "1", secretError],
    [502, "1", undefined],
  ])(
    "it is a %d with retry-after %s, and the reason is the server's",
    async (status, wait, error) => {
      const errors: unknown[] = [];
      const broker = createTokenBroker(failing(error), {
        authorize: () => true,
        onError: (each) => errors.push(each),
      });
      const response = await broker(brokerRequest());
      const text = await response.text();
      expect(response.status).toBe(status);
      expect(response.headers.get("retry-after")).toBe(wait);
      expect(JSON.parse(text)).toMatchObject({ statusCode: status });
      expectNoSecrets([text, [...response.headers]], secret, "FAKE");
      expect(errors).toEqual([error]);
    },
  );

  test.each([
    [
      "throws",
      () => {
        throw new Error("FAKE: the log is full");
      },
    ],
    ["rejects", async () => Promise.reject(new Error("FAKE: the log is full"))],
  ])("an onError that %s changes nothing", async (_, onError) => {
    const broker = createTokenBroker(failing(secretError), { authorize: () => true, onError });
    expect((await broker(brokerRequest())).status).toBe(502);
  });

  test("nothing of Sirv's words gets to the page", async () => {
    const { ask, sandbox, errors } = createSandboxBroker();
    sandbox.fail({ type: "reply", status: 403, body: '{"message":"FAKE words of Sirv"}' });
    const { response, text } = await ask(session);
    expect(response.status).toBe(503);
    // A provider's credentials rest for half a minute.
    expect(response.headers.get("retry-after")).toBe("30");
    expect(text).not.toContain("FAKE");
    expect(String(errors[0])).toContain("FAKE words of Sirv");
    expectNoSecrets(errors, sandbox.credentials.clientSecret);
  });
});

test("what is no Request is told, such as one of Express", async () => {
  const { broker } = createSandboxBroker();
  const request = { method: "POST", headers: { cookie: "session=FAKE" } };
  const error = await failureOf(broker(request as unknown as Request));
  expect(error.message).toContain("a broker takes a Request");
});
