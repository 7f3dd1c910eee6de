// What becomes of a request, and of those who wait for it, when its provider is disposed of.
import { describe, expect, test } from "vitest";
import { createTokenProvider } from "../../lib/index.ts";
import { fake } from "../support/control.ts";
import { createCaller, createWatchedProvider } from "../support/watched-provider.ts";

describe("dispose", { concurrent: false }, () => {
  test.each([
    ["with credentials", fake],
    ["with a function's credentials", async () => fake],
  ])("ends the very request that was sent %s, whoever waits", async (_, source) => {
    const { provider, attempts, events } = createWatchedProvider(source);
    const asked = [provider.getToken(), createCaller(provider).asked];
    const { signal } = await attempts.wait(1);
    provider[Symbol.dispose]();
    expect(signal?.aborted).toBe(true);
    for (const each of asked) await expect(each).rejects.toMatchObject({ name: "AbortError" });
    expect(events.all).toEqual([]);
    expect(attempts.all).toHaveLength(1);
  });

  test("ends a request that all have left", async () => {
    const { provider, attempts } = createWatchedProvider();
    const { leave } = createCaller(provider);
    const { signal } = await attempts.wait(1);
    await leave();
    expect(signal?.aborted).toBe(false);
    provider[Symbol.dispose]();
    expect(signal?.aborted).toBe(true);
  });

  test("ends the pause before another attempt, and the next caller begins anew", async () => {
    const { provider, attempts, retries } = createWatchedProvider();
    const asked = provider.getToken();
    (await attempts.wait(1)).answer(503);
    await retries.wait(1);
    provider[Symbol.dispose]();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    const next = provider.getToken();
    (await attempts.wait(2)).answer();
    await next;
    expect(attempts.all).toHaveLength(2);
  });

  test("tells a function that gives credentials, too", async () => {
    const signals: AbortSignal[] = [];
    const provider = createTokenProvider(
      async ({ signal }) => {
        signals.push(signal);
        return new Promise<typeof fake>(() => undefined);
      },
      { dangerouslyAllowSecretInPage: true },
    );
    const asked = provider.getToken();
    provider[Symbol.dispose]();
    await expect(asked).rejects.toBe(signals[0]?.reason);
  });
});
