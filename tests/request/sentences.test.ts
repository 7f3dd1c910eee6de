import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestToken, type RequestTokenOptions } from "../../lib/index.ts";
import { type FailureCode, sentenceFor } from "../../lib/request/sentences.ts";
import { createRemoteRecorder, fake, httpReply, tokenReply } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";

const json = JSON.stringify;
const host = "api.sirv.com";
const checkEndpoint = "Check endpoint: Sirv's ends in /v2/token.";

describe("what happened, to whom, and what to do", () => {
  test.each<[FailureCode, number | undefined, string | undefined, string]>([
    [
      "unauthorized",
      401,
      "Invalid client credentials",
      "api.sirv.com refused the credentials (401: Invalid client credentials). Check clientId and clientSecret.",
    ],
    [
      "unauthorized",
      403,
      "",
      "api.sirv.com refused the credentials (403). Check clientId and clientSecret.",
    ],
    [
      "rate_limited",
      429,
      "Rate limit exceeded.",
      "api.sirv.com was asked too often (429: Rate limit exceeded.). Share one provider: its token serves until it expires.",
    ],
    [
      "redirected",
      307,
      undefined,
      `api.sirv.com redirects, and the secret is not sent on (307). ${checkEndpoint}`,
    ],
    // Browsers hide the status.
    [
      "redirected",
      0,
      undefined,
      `api.sirv.com redirects, and the secret is not sent on. ${checkEndpoint}`,
    ],
    [
      "http_error",
      400,
      "child fails",
      `api.sirv.com did not accept the request (400: child fails). Check the credentials. ${checkEndpoint}`,
    ],
    [
      "http_error",
      404,
      "Not Found",
      `api.sirv.com has no token endpoint at that path (404: Not Found). ${checkEndpoint}`,
    ],
    [
      "http_error",
      407,
      "Login",
      "api.sirv.com is behind a proxy that asks for a login (407: Login). Give the proxy one.",
    ],
    ["http_error", 408, "", "api.sirv.com failed (408). Try again later."],
    ["http_error", 500, "", "api.sirv.com failed (500). Try again later."],
    ["http_error", 503, "Down", "api.sirv.com failed (503: Down). Try again later."],
    [
      "network_error",
      undefined,
      "connect ECONNREFUSED",
      "api.sirv.com gave no whole reply (connect ECONNREFUSED). Check the network, and endpoint if it is set.",
    ],
    [
      "network_error",
      undefined,
      undefined,
      "api.sirv.com gave no whole reply. Check the network, and endpoint if it is set.",
    ],
    [
      "timeout",
      undefined,
      undefined,
      "api.sirv.com gave no whole reply in time. Try again, or allow more in timeout and totalTimeout.",
    ],
    [
      "invalid_response",
      200,
      "token is missing",
      `api.sirv.com gave no token that can be used (200: token is missing). ${checkEndpoint}`,
    ],
  ])("%s %s %s", (code, status, words, sentence) => {
    expect(sentenceFor(host, { code, status, words })).toBe(sentence);
  });

  test.each([
    [1, "1 s"],
    [999, "1 s"],
    [90_000, "90 s"],
    [120_001, "3 minutes"],
    [3_600_000, "60 minutes"],
    [7_200_001, "121 minutes"],
  ])("and when to come back: in %i ms", (retryAfter, inWords) => {
    expect(sentenceFor(host, { code: "rate_limited", status: 429, retryAfter })).toMatch(
      new RegExp(`expires\\. Ask again in ${inWords}\\.$`),
    );
  });
});

const codes: readonly FailureCode[] = [
  "unauthorized",
  "rate_limited",
  "redirected",
  "http_error",
  "network_error",
  "timeout",
  "invalid_response",
];

/** Two or three sentences behind a host's name. */
const plain = /^\S+ [a-z][^\n]*\. [A-Z][^\n]*\.$/;
/** What only programmers read, and what parts that are missing leave behind. */
const technical =
  /undefined|null|NaN|Infinity|\[object|expected|received|invalid type| {2}|\(\)|: \)|\.\.|\/[\^]|\\/i;

test("whatever is known of a failure, its sentences are plain", () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      maybe(fc.constantFrom(0, 200, 302, 400, 401, 404, 407, 408, 413, 429, 500, 503, 599)),
      maybe(fc.constantFrom("", "Not Found", "connect ECONNREFUSED 127.0.0.1:80")),
      maybe(fc.constantFrom("", "clientSecret is in quotes")),
      maybe(fc.constantFrom(0, 1, 60_000, 5_000_000, 1_000_000_000)),
      (code, status, words, hint, retryAfter) => {
        const message = sentenceFor(host, { code, status, words, hint, retryAfter });
        expect(message).toMatch(plain);
        expect(message).not.toMatch(technical);
        const parts = [host, String(status || ""), words ?? "", hint ? `: ${hint}.` : ""];
        expect(parts.filter((part) => !message.includes(part))).toEqual([]);
      },
    ),
  );
});

describe("over the wire", () => {
  /** The error of a call to a server that answers so, its host left out. */
  async function errorOf(body: string, status: number, options: RequestTokenOptions = {}) {
    const recorder = await createRemoteRecorder(httpReply(body, status));
    const error = await failureOf(
      requestToken(fake, { endpoint: recorder.endpoint, retry: 0, ...options }),
      fake.clientSecret,
    );
    const { host: asked } = new URL(recorder.endpoint);
    expect(error.message).toMatch(plain);
    expect(error.message).not.toMatch(technical);
    expect(error.message.startsWith(`${asked} `)).toBe(true);
    return { error, rest: error.message.slice(asked.length + 1) };
  }

  test.each([400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 500, 502, 503, 504])(
    "%i",
    async (status) => {
      const words = "The server says so";
      const { error, rest } = await errorOf(json({ statusCode: status, message: words }), status);
      expect(error.status).toBe(status);
      expect(rest).toContain(`(${status}: ${words}). `);
    },
  );

  test("a 404 says what Sirv's endpoint ends in", async () => {
    const { error, rest } = await errorOf('{"message":"Not Found"}', 404);
    expect(error.code).toBe("http_error");
    expect(rest).toContain("no token endpoint at that path");
    expect(rest).toContain("/v2/token");
  });

  test.each([
    ["nothing", ""],
    ["a page", "<!doctype html><title>502 Bad Gateway</title>"],
    ["words that are none", '{"message":{"a":1},"error":null}'],
    ["null", "null"],
  ])("a server that says %s is not quoted", async (_, body) => {
    expect((await errorOf(body, 502)).rest).toBe("failed (502). Try again later.");
  });

  test.each([
    ["a message", json({ statusCode: 200, message: "The account is closed" })],
    ["an error", json({ error: "The account is closed" })],
    ["a list of errors", json([{ error: "The account is closed" }])],
    ["a message beside what is no error", json({ message: "The account is closed", error: 5 })],
  ])("a success that holds %s keeps the server's words", async (_, body) => {
    const { error, rest } = await errorOf(body, 200);
    expect(error).toMatchObject({ code: "invalid_response", status: 200 });
    expect(error.issues?.length).toBeGreaterThan(0);
    expect(rest).toBe(
      `gave no token that can be used (200: The account is closed). ${checkEndpoint}`,
    );
  });

  test.each([
    ["a list", json([{ error: "rate limit exceeded, stop until 2999-01-01 00:00 (UTC)" }])],
    ["an object", json({ error: "Rate limit exceeded, stop until 2999-01-01 00:00 (UTC)" })],
    ["a message", json({ message: "RATE LIMIT EXCEEDED, stop until 2999-01-01 00:00 (UTC)" })],
  ])("a success that holds a rate limit as %s is one", async (_, body) => {
    const { error, rest } = await errorOf(body, 200);
    expect(error).toMatchObject({ code: "rate_limited", status: 200 });
    expect(error.retryAfter).toBeGreaterThan(0);
    expect(rest).toMatch(/^was asked too often \(200: .* \(UTC\)\)\. Share one provider: /);
    expect(rest).toMatch(/ Ask again in \d+ minutes\.$/);
  });

  test("a token whose words are about rate limits is one", async () => {
    const body = json({ ...tokenReply, message: "ok: rate limits apply" });
    const { endpoint } = await createRemoteRecorder(httpReply(body));
    expect((await requestToken(fake, { endpoint })).token).toBe(tokenReply.token);
  });

  test.each([
    ["no object", '"a string"', "the reply must be an object"],
    ["no token", json({ expiresIn: 1200 }), "token is missing"],
    ["no expiresIn", json({ token: "FAKE" }), "expiresIn is missing"],
    [
      "a token that is none",
      json({ ...tokenReply, token: "FAKE token" }),
      "token must be a bearer token, without spaces or control characters",
    ],
    ["nothing", "{}", "token is missing; expiresIn is missing"],
  ])("a success with %s says what is missing", async (_, body, flaws) => {
    const { error, rest } = await errorOf(body, 200);
    expect(error.issues?.map(({ message }) => message).join("; ")).toBe(flaws);
    expect(rest).toBe(`gave no token that can be used (200: ${flaws}). ${checkEndpoint}`);
  });

  test("a time limit", async () => {
    const fetch = async (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
      });
    const { error, rest } = await errorOf("", 200, { fetch, timeout: 50 });
    expect(error.code).toBe("timeout");
    expect(rest).toMatch(/^gave no whole reply in time\. .*timeout and totalTimeout\.$/);
  });
});
