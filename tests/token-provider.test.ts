// The provider's rules, on clocks that a test moves and a source that a test answers.
import { describe, expect, test, vi } from "vitest";
import { type AccessToken, createTokenProvider, type TokenProviderOptions } from "../lib/index.ts";
import { failureOf } from "./support/failure.ts";
import { useFakeClocks } from "./support/fake-clocks.ts";
import { createScriptedSource, failure } from "./support/scripted-source.ts";

const lifetime = 1_200_000;
const reason = new Error("the user left");

describe("a provider", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  function setUp(options?: TokenProviderOptions) {
    const { source, requests, last } = createScriptedSource();
    return { provider: createTokenProvider(source, options), requests, last };
  }

  /** A provider with its first token. */
  async function setUpWithToken(milliseconds = lifetime, options?: TokenProviderOptions) {
    const made = setUp(options);
    const asked = made.provider.getToken();
    made.last().resolve(milliseconds);
    const first = await asked;
    return { ...made, first };
  }

  /** What became of a promise so far. */
  async function outcomeOf(promise: Promise<AccessToken>) {
    const pending = new Promise((resolve) => void clocks.pass(0).then(() => resolve("pending")));
    return Promise.race([promise.then(({ token }) => token), pending]);
  }

  test("asks for nothing before it is asked", () => {
    const { provider, requests } = setUp();
    expect(requests).toEqual([]);
    expect(provider.state).toEqual({ status: "empty" });
  });

  test("makes one request for 10,000 callers", async () => {
    const { provider, requests, last } = setUp();
    const asked = Array.from({ length: 10_000 }, async () => provider.getToken());
    last().resolve();
    expect(new Set(await Promise.all(asked)).size).toBe(1);
    expect(requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("makes one request for 1,000 callers across an expiry, and fails none", async () => {
    const { provider, requests, last, first } = await setUpWithToken(5000);
    const asked = [];
    for (let count = 0; count < 1000; count += 1) {
      asked.push(provider.getToken());
      await clocks.passQuickly(10);
      if (count === 600) last().resolve();
    }
    const tokens = new Set(await Promise.all(asked));
    expect([...tokens]).toEqual([first, expect.objectContaining({ token: "FAKE-token-1" })]);
    expect(requests).toHaveLength(2);
  });

  test("hands out one and the same promise while the token is fresh", async () => {
    const { provider, requests } = await setUpWithToken();
    const promise = provider.getToken();
    await clocks.pass(lifetime - 120_001);
    expect(provider.getToken()).toBe(promise);
    expect(requests).toHaveLength(1);
    expect(provider.state).toMatchObject({ status: "good" });
  });

  test("refreshes an ageing token once while it hands it out", async () => {
    const { provider, requests, last, first } = await setUpWithToken();
    await clocks.pass(lifetime - 120_000);
    for (let count = 0; count < 1000; count += 1) expect(await provider.getToken()).toBe(first);
    expect(requests).toHaveLength(2);
    last().resolve();
    await clocks.pass(0);
    expect(await provider.getToken()).toMatchObject({ token: "FAKE-token-1" });
  });

  test("waits for the refresh of a token that is nearly out", async () => {
    const { provider, last, requests } = await setUpWithToken();
    await clocks.pass(lifetime - 10_000);
    const asked = provider.getToken();
    expect(await outcomeOf(asked)).toBe("pending");
    last().resolve();
    expect(await asked).toMatchObject({ token: "FAKE-token-1" });
    expect(requests).toHaveLength(2);
  });

  test("joins the refresh that is under way already", async () => {
    const { provider, last, requests } = await setUpWithToken();
    await clocks.pass(lifetime - 15_000);
    await provider.getToken();
    await clocks.pass(6000);
    const asked = provider.getToken();
    last().resolve();
    expect(await asked).toMatchObject({ token: "FAKE-token-1" });
    expect(requests).toHaveLength(2);
  });

  test("a 5-second token works, with windows to its measure", async () => {
    const { provider, requests, last, first } = await setUpWithToken(5000);
    await clocks.pass(3749);
    await provider.getToken();
    expect(requests).toHaveLength(1);
    await clocks.pass(1);
    expect(await provider.getToken()).toBe(first);
    expect(requests).toHaveLength(2);
    await clocks.pass(1000);
    const asked = provider.getToken();
    last().resolve(5000);
    expect((await asked).token).toBe("FAKE-token-1");
  });

  test("the windows can be set", async () => {
    const { provider, requests } = await setUpWithToken(lifetime, {
      refreshAhead: 60_000,
      waitAhead: 30_000,
    });
    await clocks.pass(lifetime - 60_001);
    await provider.getToken();
    expect(requests).toHaveLength(1);
    await clocks.pass(30_001);
    expect(await outcomeOf(provider.getToken())).toBe("pending");
  });

  test("minValidity asks for a token that lives long enough", async () => {
    const { provider, last, first } = await setUpWithToken();
    await clocks.pass(lifetime - 300_000);
    expect(await provider.getToken({ minValidity: 299_999 })).toBe(first);
    const asked = provider.getToken({ minValidity: 300_000 });
    last().resolve();
    expect((await asked).token).toBe("FAKE-token-1");
  });

  test.each([lifetime, 1e9, Number.NaN, -1])(
    "minValidity: %d does not ask for one token after the other",
    async (minValidity) => {
      const { provider, requests } = await setUpWithToken();
      for (let count = 0; count < 5; count += 1) await provider.getToken({ minValidity });
      expect(requests).toHaveLength(1);
    },
  );

  describe("a refresh that fails", () => {
    test.each([10_000, 9000, 1])("goes unnoticed %i ms before expiry", async (left) => {
      const { provider, last, first } = await setUpWithToken();
      await clocks.pass(lifetime - left);
      const asked = provider.getToken();
      last().reject(failure(503));
      expect(await asked).toBe(first);
      expect(provider.state).toMatchObject({ errorCode: "http_error" });
    });

    test("is not tried again before a second has gone by, nor after a minute only", async () => {
      const { provider, last, requests } = await setUpWithToken();
      await clocks.pass(lifetime - 120_000);
      await provider.getToken();
      last().reject(failure(503));
      await clocks.pass(999);
      await provider.getToken();
      expect(requests).toHaveLength(2);
      await clocks.pass(59_001);
      await provider.getToken();
      expect(requests).toHaveLength(3);
    });

    test("without a token fails all who wait, and the next at once until a second is over", async () => {
      const { provider, last, requests } = setUp();
      const asked = [provider.getToken(), provider.getToken()];
      last().reject(failure(503));
      for (const each of asked) expect(await failureOf(each)).toMatchObject({ status: 503 });
      await clocks.pass(400);
      const error = await failureOf(provider.getToken());
      expect(error).toMatchObject({ status: 503, code: "http_error", retryAfter: 600 });
      expect(requests).toHaveLength(1);
      await clocks.pass(600);
      const again = provider.getToken();
      last().resolve();
      expect((await again).token).toBe("FAKE-token-1");
      expect(provider.state.errorCode).toBeUndefined();
    });

    test("after a rate limit waits for its end", async () => {
      const { provider, last, requests } = setUp();
      const asked = provider.getToken();
      last().reject(failure(429, 3_000_000));
      await failureOf(asked);
      await clocks.pass(2_999_999);
      expect(await failureOf(provider.getToken())).toMatchObject({
        code: "rate_limited",
        retryAfter: 1,
      });
      await clocks.pass(1);
      void provider.getToken();
      expect(requests).toHaveLength(2);
    });

    test("at leisure does not keep those waiting who have no token any more", async () => {
      const { provider, last, requests, first } = await setUpWithToken(lifetime);
      await clocks.pass(lifetime - 100);
      const asked = provider.getToken();
      last().reject(failure(503));
      await asked;
      provider.invalidate(first.token);
      void provider.getToken();
      expect(requests).toHaveLength(3);
    });

    test("in the background, its token gone meanwhile, is told to the next caller alone", async () => {
      const { provider, last, requests, first } = await setUpWithToken();
      await clocks.pass(lifetime - 100_000);
      await provider.getToken();
      provider.invalidate(first.token);
      // Nobody waits: a rejection that nobody handles would fail this test.
      last().reject(failure(503));
      await clocks.pass(0);
      expect(await failureOf(provider.getToken())).toMatchObject({ status: 503 });
      expect(requests).toHaveLength(2);
    });

    test("with somebody else's error passes that on", async () => {
      const { provider, last } = setUp();
      const error = Object.assign(new Error("no secrets today"), { code: "ENOSECRET" });
      const asked = provider.getToken();
      last().reject(error);
      await expect(asked).rejects.toBe(error);
      await expect(provider.getToken()).rejects.toBe(error);
      expect(provider.state.errorCode).toBe("ENOSECRET");
    });
  });

  describe("an abort", () => {
    test("releases its caller alone", async () => {
      const { provider, last, requests } = setUp();
      const controller = new AbortController();
      const leaving = provider.getToken({ signal: controller.signal });
      const staying = [
        provider.getToken(),
        provider.getToken({ signal: new AbortController().signal }),
      ];
      controller.abort(reason);
      await expect(leaving).rejects.toBe(reason);
      expect(last().isOpen()).toBe(true);
      last().resolve();
      for (const each of staying) expect((await each).token).toBe("FAKE-token-0");
      expect(requests).toHaveLength(1);
    });

    test("of the last who waits leaves the request alone, whose token serves the next", async () => {
      const { provider, last, requests } = setUp();
      const controllers = [new AbortController(), new AbortController()];
      const asked = controllers.map(async ({ signal }) => provider.getToken({ signal }));
      for (const controller of controllers) controller.abort(reason);
      for (const each of asked) await expect(each).rejects.toBe(reason);
      expect(last().isOpen()).toBe(true);
      last().resolve();
      expect((await provider.getToken()).token).toBe("FAKE-token-0");
      expect(requests).toHaveLength(1);
      expect(provider.state.errorCode).toBeUndefined();
    });

    test("does not end a refresh that nobody waited for in the first place", async () => {
      const { provider, last } = await setUpWithToken();
      await clocks.pass(lifetime - 100_000);
      await provider.getToken();
      const controller = new AbortController();
      const asked = provider.getToken({ signal: controller.signal, minValidity: 200_000 });
      controller.abort(reason);
      await expect(asked).rejects.toBe(reason);
      expect(last().isOpen()).toBe(true);
    });

    test("that came before is answered at once, whatever there is", async () => {
      const { provider, requests } = await setUpWithToken();
      const signal = AbortSignal.abort(reason);
      await expect(provider.getToken({ signal })).rejects.toBe(reason);
      await expect(setUp().provider.getToken({ signal })).rejects.toBe(reason);
      expect(requests).toHaveLength(1);
    });
  });

  describe("invalidate", () => {
    test("drops the current token, and no other", async () => {
      const { provider, last, requests, first } = await setUpWithToken();
      provider.invalidate("FAKE-token-of-old");
      expect(await provider.getToken()).toBe(first);
      provider.invalidate(first.token);
      expect(provider.state).toMatchObject({ status: "empty" });
      const asked = provider.getToken();
      last().resolve();
      const second = await asked;
      // Four more callers were refused with the first token, and tell it late.
      for (let count = 0; count < 4; count += 1) provider.invalidate(first.token);
      expect(await provider.getToken()).toBe(second);
      expect(requests).toHaveLength(2);
    });

    test("is answered by the source, which may give the same token again: it is right", async () => {
      const token = { token: "FAKE", expiresIn: 1200, scope: [], expiresAt: Date.now() + lifetime };
      const provider = createTokenProvider(async () => token);
      await provider.getToken();
      expect(provider.invalidate("FAKE")).toBe(true);
      expect((await provider.getToken()).token).toBe("FAKE");
      expect(provider.state.status).toBe("good");
    });
  });

  describe("clocks", () => {
    test("that jump back an hour leave no dead token in use", async () => {
      const { provider, requests } = await setUpWithToken();
      clocks.jump(-3_600_000);
      await clocks.pass(lifetime);
      expect(provider.state).toMatchObject({ status: "expired" });
      expect(await outcomeOf(provider.getToken())).toBe("pending");
      expect(requests).toHaveLength(2);
    });

    test("that stand still while a laptop sleeps for two hours leave none either", async () => {
      const { provider, requests } = await setUpWithToken();
      await provider.getToken();
      clocks.sleep(7_200_000);
      expect(await outcomeOf(provider.getToken())).toBe("pending");
      expect(requests).toHaveLength(2);
    });

    test("that jump back during the request give the token no longer life", async () => {
      const { provider, last } = setUp();
      const asked = provider.getToken();
      await clocks.pass(4000);
      clocks.jump(-3_600_000);
      last().resolve(5000);
      await asked;
      await clocks.pass(1000);
      expect(provider.state).toMatchObject({ status: "expired" });
    });
  });

  test.each([
    ["has expired", 4000],
    ["expires never or ever", Number.NaN],
  ])("a token that %s on its arrival is refused", async (_, milliseconds) => {
    const { provider, last } = setUp();
    const asked = provider.getToken();
    await clocks.pass(4000);
    last().resolve(milliseconds);
    expect(await failureOf(asked)).toMatchObject({ code: "invalid_response" });
  });

  test("a source that never answers ends in a timeout for all, and is told", async () => {
    const { provider, last, requests } = setUp({ totalTimeout: 5000 });
    const asked = [failureOf(provider.getToken()), failureOf(provider.getToken())];
    await clocks.pass(6000);
    for (const each of asked) expect(await each).toMatchObject({ code: "timeout" });
    expect(last().signal.aborted).toBe(true);
    expect(requests).toHaveLength(1);
    expect(await failureOf(provider.getToken())).toMatchObject({
      code: "timeout",
      retryAfter: 1000,
    });
  });

  test("an old reply never replaces a newer token", async () => {
    const { source, requests } = createScriptedSource(true);
    const provider = createTokenProvider(source);
    const controller = new AbortController();
    const left = provider.getToken({ signal: controller.signal });
    controller.abort(reason);
    await expect(left).rejects.toBe(reason);
    // All have left that one: nobody waits for it any longer than this.
    const asked = provider.getToken();
    await clocks.pass(2000);
    requests[1]?.resolve();
    expect((await asked).token).toBe("FAKE-token-1");
    requests[0]?.resolve();
    await clocks.pass(0);
    expect((await provider.getToken()).token).toBe("FAKE-token-1");
  });

  test("dispose ends the wait at once, though the source takes no notice", async () => {
    const { source, last } = createScriptedSource(true);
    const provider = createTokenProvider(source);
    const asked = provider.getToken();
    provider[Symbol.dispose]();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    last().resolve();
    await clocks.pass(0);
    expect(provider.state.status).toBe("empty");
  });

  test.each([0, 1, 2, 3, 4, 5, 6])(
    "dispose %i steps after an answer leaves neither half a token nor two requests",
    async (steps) => {
      const { provider, last, requests } = setUp();
      const outcome = provider.getToken().then(
        () => "good",
        () => "empty",
      );
      last().resolve();
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      provider[Symbol.dispose]();
      const next = provider.getToken().catch(() => undefined);
      expect(await outcome).toBe(provider.state.status);
      provider.invalidate("FAKE-token-0");
      void provider.getToken();
      expect(requests.filter((request) => request.isOpen())).toHaveLength(1);
      last().resolve();
      await next;
    },
  );

  test("dispose ends the refresh in flight, and the next caller begins another", async () => {
    const { provider, last, requests } = setUp();
    provider[Symbol.dispose]();
    const asked = provider.getToken();
    provider[Symbol.dispose]();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    expect(last().isOpen()).toBe(false);
    void provider.getToken();
    expect(requests).toHaveLength(2);
    expect(provider.state.errorCode).toBeUndefined();
  });

  test.each([{ refreshAhead: Number.NaN }, { waitAhead: -1 }, { totalTimeout: 0 }])(
    "%j is refused at once",
    async (options) => {
      const made = Promise.resolve().then(() => setUp(options));
      const error = await failureOf(made);
      expect(error).toMatchObject({ code: "invalid_input" });
      expect(error.message).toContain(Object.keys(options)[0]);
    },
  );
});
