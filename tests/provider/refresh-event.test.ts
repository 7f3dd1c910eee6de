import { describe, expect, test } from "vitest";
import {
  createTokenProvider,
  type GivenToken,
  type RefreshEvent,
  TokenError,
  type TokenProvider,
  type TokenProviderOptions,
} from "../../lib/index.ts";
import type { SandboxFault } from "../../lib/sandbox/index.ts";
import { createRemoteSandbox, fake } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { expectNoSecrets } from "../support/no-secrets.ts";
import { createScriptedSource, failure } from "../support/scripted-source.ts";

const dangerouslyAllowSecretInPage = true;

/** A provider for a sandbox on real HTTP, and what it told of its token requests. */
async function setUp(options: TokenProviderOptions = {}) {
  const sandbox = await createRemoteSandbox();
  const { credentials, endpoint } = sandbox;
  const events: RefreshEvent[] = [];
  const provider = createTokenProvider(credentials, {
    endpoint,
    dangerouslyAllowSecretInPage,
    onRefresh: (event) => void events.push(event),
    ...options,
  });
  return { sandbox, provider, events };
}

const duration = expect.any(Number) as number;

test("a token is told of once, however many callers wait, with its expiry and no more", async () => {
  const { sandbox, provider, events } = await setUp();
  const asked = Array.from({ length: 10 }, async () => provider.getToken());
  const [first] = await Promise.all(asked);
  await provider.getToken();
  expect(events).toEqual([{ duration, expiresAt: first?.expiresAt, errorCode: undefined }]);
  expect(events[0]?.duration).toBeGreaterThan(0);
  expectNoSecrets(events, first?.token ?? "", sandbox.credentials.clientSecret);
});

test("a request that needed three attempts is told of once", async () => {
  const { sandbox, provider, events } = await setUp();
  await sandbox.fail({ type: "status", status: 503 }, { type: "status", status: 500 });
  const { expiresAt } = await provider.getToken();
  expect(await sandbox.requests()).toHaveLength(3);
  expect(events).toEqual([{ duration, expiresAt, errorCode: undefined }]);
});

test.each<[string, SandboxFault]>([
  ["http_error", { type: "status", status: 503 }],
  ["unauthorized", { type: "status", status: 401 }],
  ["rate_limited", { type: "rate-limit", resetIn: 600_000 }],
  ["redirected", { type: "redirect", location: "https://sirv.example/v2/token" }],
  ["invalid_response", { type: "reply", body: "{}" }],
])("a failure is told of by its code, and so is none that is held off: %s", async (code, fault) => {
  const { sandbox, provider, events } = await setUp({ retry: 0 });
  await sandbox.fail(fault);
  for (let call = 0; call < 3; call += 1) await failureOf(provider.getToken());
  expect(events).toEqual([{ duration, expiresAt: undefined, errorCode: code }]);
  expectNoSecrets(events, sandbox.credentials.clientSecret);
});

test("wrong credentials of a function are told of by their code", async () => {
  const events: RefreshEvent[] = [];
  const provider = createTokenProvider(() => ({ ...fake, clientSecret: "" }), {
    onRefresh: (event) => void events.push(event),
  });
  await failureOf(provider.getToken());
  expect(events).toEqual([{ duration, expiresAt: undefined, errorCode: "invalid_input" }]);
});

const secret = "FAKE-secret-of-a-manager";
test.each<[string, unknown]>([
  ["an error with a code of its own", Object.assign(new Error(secret), { code: "ENOSECRET" })],
  ["an error whose code is one of ours", Object.assign(new Error(secret), { code: "timeout" })],
  ["an object", { code: "http_error", message: secret }],
  ["a string", secret],
  ["nothing", undefined],
])("nothing of somebody else's error is shown: %s", async (_, thrown) => {
  const events: RefreshEvent[] = [];
  const provider = createTokenProvider(
    async () => {
      throw thrown;
    },
    { onRefresh: (event) => void events.push(event) },
  );
  expect(await provider.getToken().catch((error: unknown) => error)).toBe(thrown);
  expect(events).toEqual([{ duration, expiresAt: undefined, errorCode: undefined }]);
  expectNoSecrets(events, secret, "ENOSECRET");
});

test("what a fetch throws that is no failure of the network is not shown either", async () => {
  const thrown = Object.assign(new Error(secret), { code: "timeout", digest: secret });
  const fetch = async () => {
    throw thrown;
  };
  const { provider, events } = await setUp({ fetch });
  expect(await provider.getToken().catch((error: unknown) => error)).toBe(thrown);
  expect(events).toEqual([{ duration, expiresAt: undefined, errorCode: undefined }]);
});

test.each<[string, () => void]>([
  [
    "throws",
    () => {
      throw new Error("the metrics are down");
    },
  ],
  [
    "throws what looks like a failure",
    () => {
      throw new TokenError("FAKE", { code: "timeout" });
    },
  ],
  ["rejects later", async () => Promise.reject(new Error("the metrics are down"))],
])("a callback that %s does no harm", async (_, onRefresh) => {
  const { sandbox, provider } = await setUp({ onRefresh, retry: 0 });
  await sandbox.fail({ type: "status", status: 503 });
  expect(await failureOf(provider.getToken())).toMatchObject({ code: "http_error", status: 503 });
  expect(provider.state.errorCode).toBe("http_error");
  const other = await setUp({ onRefresh });
  expect((await other.provider.getToken()).token).toMatch(/^eyJ/);
  expect(other.provider.state.status).toBe("good");
});

describe("the callback", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  /** A provider whose callback looks at it, and asks it for a token. */
  function setUpLooking() {
    const { source, requests, last } = createScriptedSource();
    const states: unknown[] = [];
    const got: Promise<unknown>[] = [];
    const provider: TokenProvider = createTokenProvider(source, {
      onRefresh(event) {
        states.push({ duration: event.duration, ...provider.state });
        got.push(
          provider.getToken().then(
            ({ token }) => token,
            (error: TokenError) => error.code,
          ),
        );
      },
    });
    return { provider, requests, last, states, got };
  }

  test("finds the provider as it is with the new token, and asks for none", async () => {
    const { provider, requests, last, states, got } = setUpLooking();
    const asked = provider.getToken();
    await clocks.pass(1500);
    last().resolve();
    const { expiresAt } = await asked;
    expect(states).toEqual([{ duration: 1500, status: "good", expiresAt, errorCode: undefined }]);
    expect(await Promise.all(got)).toEqual(["FAKE-token-0"]);
    expect(requests).toHaveLength(1);
  });

  test("finds the provider as it is after a failure, and asks for none", async () => {
    const { provider, requests, last, states, got } = setUpLooking();
    const asked = provider.getToken();
    last().reject(failure(503));
    await failureOf(asked);
    expect(states).toEqual([
      { duration: 0, status: "empty", expiresAt: undefined, errorCode: "http_error" },
    ]);
    expect(await Promise.all(got)).toEqual(["http_error"]);
    expect(requests).toHaveLength(1);
  });

  test("is told of a refresh in the background, done or failed", async () => {
    const { source, requests, last } = createScriptedSource();
    const events: RefreshEvent[] = [];
    const provider = createTokenProvider(source, { onRefresh: (event) => void events.push(event) });
    const asked = provider.getToken();
    last().resolve();
    await asked;
    await clocks.pass(1_100_000);
    await provider.getToken();
    await clocks.pass(400);
    last().reject(failure(503));
    await clocks.pass(60_000);
    await provider.getToken();
    last().resolve();
    await clocks.pass(0);
    expect(requests).toHaveLength(3);
    expect(events.map((event) => [event.duration, event.errorCode])).toEqual([
      [0, undefined],
      [400, "http_error"],
      [0, undefined],
    ]);
  });

  test("is told of a source that gives nothing in time", async () => {
    const events: RefreshEvent[] = [];
    const provider = createTokenProvider(async () => new Promise<GivenToken>(() => undefined), {
      totalTimeout: 5000,
      onRefresh: (event) => void events.push(event),
    });
    const asked = failureOf(provider.getToken());
    await clocks.pass(6000);
    await asked;
    expect(events).toEqual([{ duration: 6000, expiresAt: undefined, errorCode: "timeout" }]);
  });
});
