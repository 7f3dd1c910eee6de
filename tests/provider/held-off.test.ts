// What callers are told while the next token request has to wait.
import { describe, expect, test } from "vitest";
import {
  createSirvClient,
  createTokenFetch,
  createTokenProvider,
  type Credentials,
  type TokenError,
} from "../../lib/index.ts";
import { createRemoteSandbox, fake, tokenReply } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { createScriptedSource, failure } from "../support/scripted-source.ts";

const dangerouslyAllowSecretInPage = true;

/** What a held-off error says first: that nothing was asked, and when the next try is due. */
const heldOff =
  /^No token was asked for: the last request failed, and the next may be made in (\d+ s|\d+ minutes)\. /;

function expectHeldOff(error: TokenError, original: TokenError): void {
  expect(error.message).toMatch(heldOff);
  // Once, however often it was held off.
  expect(error.message.replace(heldOff, "")).toBe(original.message);
  expect(error.retryAfter).toBeGreaterThan(0);
  const { code, status, issues } = original;
  expect(error).toMatchObject({ code, status });
  expect(error.issues).toEqual(issues);
  expect(error).not.toBe(original);
}

test.each([
  ["a provider", 503, 1],
  ["a provider", 401, 30],
  ["a token fetch", 503, 1],
  ["a client", 503, 1],
])("%s whose request got a %i says what it does not ask", async (way, status, seconds) => {
  const sandbox = await createRemoteSandbox();
  const { base, credentials, endpoint } = sandbox;
  const provider = createTokenProvider(credentials, {
    endpoint,
    retry: 0,
    dangerouslyAllowSecretInPage,
  });
  const ask = async () => {
    if (way === "a token fetch") {
      return createTokenFetch(provider, { origin: base })(`${base}/v2/account`);
    }
    if (way === "a client") {
      return createSirvClient(provider, { baseUrl: `${base}/v2/` }).get("account");
    }
    return provider.getToken();
  };
  await sandbox.fail({ type: "status", status });
  const first = await failureOf(ask(), credentials.clientSecret);
  expect(first.message).not.toMatch(heldOff);
  for (let call = 0; call < 3; call += 1) {
    const error = await failureOf(ask(), credentials.clientSecret);
    expectHeldOff(error, first);
    expect(error.message).toContain(`in ${seconds} s. `);
  }
  expect(await sandbox.requests()).toHaveLength(1);
});

describe("in time", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test.each([
    [undefined, "in 1 s. ", 1000],
    [900, "in 1 s. ", 900],
    [90_000, "in 90 s. ", 90_000],
    [1_800_000, "in 30 minutes. ", 1_800_000],
    [86_400_000, "in 60 minutes. ", 3_600_000],
  ])(
    "a failure that says %s ms is held off so long, and it counts down",
    async (told, words, wait) => {
      const { source, requests, last } = createScriptedSource();
      const provider = createTokenProvider(source);
      const asked = provider.getToken();
      const original = failure(503, told);
      last().reject(original);
      expect(await failureOf(asked)).toBe(original);
      const error = await failureOf(provider.getToken());
      expectHeldOff(error, original);
      expect(error.message).toContain(words);
      expect(error.retryAfter).toBe(wait);
      await clocks.pass(wait - 1);
      expect(await failureOf(provider.getToken())).toMatchObject({ retryAfter: 1 });
      expect(requests).toHaveLength(1);
      await clocks.pass(1);
      const again = provider.getToken();
      last().resolve();
      expect((await again).token).toBe("FAKE-token-1");
    },
  );

  /** A provider whose function gives these, one after the other, the last one from then on. */
  function setUp(...secrets: readonly string[]) {
    const sent: string[] = [];
    let count = 0;
    const source = (): Credentials => {
      const clientSecret = secrets[Math.min(count, secrets.length - 1)] ?? "";
      count += 1;
      return { ...fake, clientSecret };
    };
    const fetch = async (_: unknown, init?: RequestInit) => {
      const body = init?.body as string;
      sent.push(body);
      return body.includes("FAKE-good-secret")
        ? Response.json(tokenReply)
        : Response.json({}, { status: 401 });
    };
    const provider = createTokenProvider(source, { fetch, dangerouslyAllowSecretInPage });
    return { provider, sent, count: () => count };
  }

  test("credentials of a function that were refused are told of likewise", async () => {
    const { provider, sent, count } = setUp("FAKE-bad-secret");
    const first = await failureOf(provider.getToken(), "FAKE-bad-secret");
    expect(first.message).not.toMatch(heldOff);
    for (let second = 1; second < 30; second += 1) {
      expectHeldOff(await failureOf(provider.getToken(), "FAKE-bad-secret"), first);
      await clocks.pass(1000);
    }
    // The function was asked now and then, for it may have others; these were not sent again.
    expect(count()).toBeGreaterThan(3);
    expect(sent).toHaveLength(1);
    await clocks.pass(30_000);
    await failureOf(provider.getToken(), "FAKE-bad-secret");
    expect(sent).toHaveLength(2);
  });

  test("others that it gives meanwhile are sent soon", async () => {
    const { provider, sent } = setUp("FAKE-bad-secret", "FAKE-bad-secret", "FAKE-good-secret");
    for (let second = 0; second < 10; second += 1) {
      await provider.getToken().catch(() => undefined);
      await clocks.pass(1000);
    }
    expect(sent).toHaveLength(2);
    expect((await provider.getToken()).token).toBe(tokenReply.token);
  });
});
