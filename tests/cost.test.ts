// What the speed rests on, counted instead of timed: a benchmark's figures vary, these must not.
import { afterEach, describe, expect, test, vi } from "vitest";
import { createTokenProvider, requestToken } from "../lib/index.ts";
import { fake, tokenReply } from "./support/control.ts";
import { useFakeClocks } from "./support/fake-clocks.ts";
import { createScriptedSource } from "./support/scripted-source.ts";

describe("one token request", { concurrent: false }, () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  test("makes one Request, and copies neither that nor a body", async () => {
    let made = 0;
    class CountedRequest extends globalThis.Request {
      constructor(...parts: ConstructorParameters<typeof globalThis.Request>) {
        super(...parts);
        made += 1;
      }
    }
    const copies = [
      vi.spyOn(globalThis.Request.prototype, "clone"),
      vi.spyOn(globalThis.Response.prototype, "clone"),
      vi.spyOn(globalThis.ReadableStream.prototype, "tee"),
    ];
    vi.stubGlobal("Request", CountedRequest);
    const fetch = async () => Response.json(tokenReply);
    const { signal } = new AbortController();
    await requestToken(fake, { fetch, signal, retry: 5 });
    expect(made).toBe(1);
    for (const copy of copies) expect(copy).not.toHaveBeenCalled();
  });
});

describe("a fresh token", { concurrent: false }, () => {
  useFakeClocks();

  test("is one and the same promise, whoever asks, and costs no timer", async () => {
    const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 1200 }));
    await provider.getToken();
    const fresh = provider.getToken();
    const { signal } = new AbortController();
    const listening = vi.spyOn(signal, "addEventListener");
    for (const options of [{}, { signal }, { minValidity: 60_000 }, { signal, minValidity: 0 }]) {
      expect(provider.getToken(options)).toBe(fresh);
    }
    expect(vi.getTimerCount()).toBe(0);
    expect(listening).not.toHaveBeenCalled();
    expect((await fresh).token).toBe("FAKE");
  });
});

describe("a token that is under way", { concurrent: false }, () => {
  useFakeClocks();

  test("costs one timer for all callers of a turn, and one for the request", async () => {
    const { source, last } = createScriptedSource();
    const provider = createTokenProvider(source);
    const asked = Array.from({ length: 10_000 }, async () => provider.getToken());
    expect(vi.getTimerCount()).toBe(2);
    last().resolve();
    expect(new Set(await Promise.all(asked)).size).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
