// Callers who leave, and what becomes of the request that they waited for.
import { describe, expect, test } from "vitest";
import {
  createSirvClient,
  createTokenFetch,
  createTokenProvider,
  type TokenProvider,
} from "../../lib/index.ts";
import { createRemoteSandbox, tokenReply } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import {
  createCaller,
  createWatchedProvider,
  type WatchedProvider,
} from "../support/watched-provider.ts";

const dangerouslyAllowSecretInPage = true;

/** A provider for a sandbox on real HTTP, whose first token request takes its time. */
async function setUp() {
  const sandbox = await createRemoteSandbox();
  const { base, credentials, endpoint } = sandbox;
  await sandbox.fail({ type: "slow", delay: 1500, path: "/v2/token" });
  const provider = createTokenProvider(credentials, { endpoint, dangerouslyAllowSecretInPage });
  const tokenRequests = async () =>
    (await sandbox.requests()).filter(({ path }) => path === "/v2/token").length;
  return { base, provider, tokenRequests };
}

type Ask = (provider: TokenProvider, base: string, signal?: AbortSignal) => Promise<unknown>;
const ways: readonly (readonly [string, Ask])[] = [
  ["getToken", async (provider, _, signal) => provider.getToken({ signal })],
  [
    "a token fetch",
    async (provider, base, signal) =>
      createTokenFetch(provider, { origin: base })(`${base}/v2/account`, signal ? { signal } : {}),
  ],
  [
    "a client",
    async (provider, base, signal) =>
      createSirvClient(provider, { baseUrl: `${base}/v2/` }).get("account", signal && { signal }),
  ],
];

describe.each(ways)("calls of %s", (_, ask) => {
  test("with a deadline that is too short make one request, which serves the next", async () => {
    const { base, provider, tokenRequests } = await setUp();
    for (let call = 0; call < 6; call += 1) {
      const deadline = AbortSignal.timeout(50);
      const outcome = await ask(provider, base, deadline).catch((error: unknown) => error);
      expect(outcome).toMatchObject({ name: "TimeoutError" });
    }
    await ask(provider, base);
    expect(await tokenRequests()).toBe(1);
  });

  test("that take one another's place, as at each key, make one request", async () => {
    const { base, provider, tokenRequests } = await setUp();
    let controller = new AbortController();
    for (let key = 0; key < 20; key += 1) {
      controller.abort();
      controller = new AbortController();
      ask(provider, base, controller.signal).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await ask(provider, base);
    expect(await tokenRequests()).toBe(1);
  });
});

describe("a request that fails", () => {
  test("is not tried again once all who waited have left", async () => {
    const { provider, attempts, retries, events } = createWatchedProvider();
    const callers = [createCaller(provider), createCaller(provider), createCaller(provider)];
    const first = await attempts.wait(1);
    for (const { leave } of callers) await leave();
    expect(first.signal?.aborted).toBe(false);
    first.answer(503);
    await events.wait(1);
    expect(events.all).toMatchObject([{ errorCode: "http_error" }]);
    expect(retries.all).toEqual([]);
    expect(attempts.all).toHaveLength(1);
  });

  test("is tried again as long as anybody waits, with a signal or without", async () => {
    const { provider, attempts, retries } = createWatchedProvider();
    const callers = [createCaller(provider), createCaller(provider), createCaller(provider)];
    const patient = provider.getToken();
    (await attempts.wait(1)).answer(503);
    await retries.wait(1);
    for (const { leave } of callers) await leave();
    (await attempts.wait(2)).answer();
    expect((await patient).token).toBe(tokenReply.token);
  });

  test("is tried again for the one of three who stays", async () => {
    const { provider, attempts } = createWatchedProvider();
    const [first, second, third] = [0, 1, 2].map(() => createCaller(provider));
    const attempted = await attempts.wait(1);
    await first?.leave();
    await third?.leave();
    attempted.answer(503);
    (await attempts.wait(2)).answer();
    expect((await second?.asked)?.token).toBe(tokenReply.token);
  });

  test("is tried again for somebody who came after all others had left", async () => {
    const { provider, attempts } = createWatchedProvider();
    const { leave } = createCaller(provider);
    const attempted = await attempts.wait(1);
    await leave();
    const late = createCaller(provider);
    attempted.answer(503);
    (await attempts.wait(2)).answer();
    expect((await late.asked).token).toBe(tokenReply.token);
  });

  test("ends in the pause before the next attempt when the last one leaves", async () => {
    const { provider, attempts, retries, events } = createWatchedProvider();
    const { leave } = createCaller(provider);
    (await attempts.wait(1)).answer(503);
    await retries.wait(1);
    await leave();
    await events.wait(1);
    expect(events.all).toMatchObject([{ errorCode: "http_error" }]);
    expect(attempts.all).toHaveLength(1);
  });

  test("after the last one left is held off for the next, who learns of it at once", async () => {
    const { provider, attempts, events } = createWatchedProvider();
    const { leave } = createCaller(provider);
    const attempted = await attempts.wait(1);
    await leave();
    attempted.answer(401);
    await events.wait(1);
    expect(await failureOf(provider.getToken())).toMatchObject({
      code: "unauthorized",
      status: 401,
    });
  });
});

describe("in time", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  /** Brings a provider its first token, and begins the refresh of it in the background. */
  async function refreshInBackground({ provider, attempts }: WatchedProvider) {
    const asked = provider.getToken();
    await clocks.pass(0);
    attempts.all[0]?.answer();
    await asked;
    await clocks.pass(1_100_000);
    await provider.getToken();
  }

  test.each([
    ["that all others have left", true],
    ["that was begun in the background", false],
  ])("who joins a request %s waits 2 s, and then asks for themselves", async (_, isLeft) => {
    const watched = createWatchedProvider();
    const { provider, attempts } = watched;
    const before = isLeft ? 0 : 1;
    if (isLeft) await createCaller(provider).leave();
    else await refreshInBackground(watched);
    await clocks.pass(500);
    const asked = [
      provider.getToken({ minValidity: 500_000 }),
      provider.getToken({ minValidity: 500_000 }),
    ];
    await clocks.pass(1999);
    expect(attempts.all).toHaveLength(before + 1);
    await clocks.pass(1);
    expect(attempts.all).toHaveLength(before + 2);
    expect(attempts.all[before]?.signal?.aborted).toBe(true);
    attempts.all[before + 1]?.answer();
    for (const each of asked) expect((await each).token).toBe(tokenReply.token);
  });

  test("a refresh in the background, which nobody waits for, is tried once", async () => {
    const watched = createWatchedProvider();
    const { provider, attempts, retries, events } = watched;
    await refreshInBackground(watched);
    await clocks.pass(0);
    attempts.all[1]?.answer(503);
    // A reply is read in real time.
    await events.wait(2);
    await clocks.pass(10_000);
    expect(retries.all).toEqual([]);
    expect(attempts.all).toHaveLength(2);
    expect(provider.state.errorCode).toBe("http_error");
  });
});
