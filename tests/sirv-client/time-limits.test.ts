// ky's limit of ten seconds is for what is short; the wait for a token is no part of it.
import type { Input, Options } from "ky";
import { describe, expect, test, vi } from "vitest";
import { createSirvClient, createTokenProvider, isTokenError } from "../../lib/index.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { createScriptedSource } from "../support/scripted-source.ts";

describe("a client's time limits", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  const never = async () => new Promise<Response>(() => undefined);

  /** What became of a call that is never answered, after so many milliseconds. */
  async function outcomeOf(input: Input, options: Options, milliseconds: number) {
    const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 3600 }));
    let outcome: unknown = "waiting";
    createSirvClient(provider, { fetch: never, retry: 0 })(input, options).catch((error: Error) => {
      outcome = error.name;
    });
    await clocks.pass(milliseconds);
    return outcome;
  }

  const post = (options: Options): Options => ({ method: "post", ...options });

  test.each<[string, Options]>([
    ["a string", { body: "FAKE" }],
    ["a Blob", { body: new Blob(["FAKE"]) }],
    ["nothing", { body: "" }],
  ])("an upload of %s has none", async (_, options) => {
    expect(await outcomeOf("files/upload", post(options), 600_000)).toBe("waiting");
  });

  test.each<[string, () => Input, Options]>([
    ["a read", () => "account", {}],
    ["JSON", () => "files/search", post({ json: {} })],
    [
      "a Request with a body",
      () => new Request("https://api.sirv.com/v2/files/upload", { method: "POST", body: "FAKE" }),
      {},
    ],
  ])("%s has ky's", async (_, createInput, options) => {
    expect(await outcomeOf(createInput(), options, 9999)).toBe("waiting");
    expect(await outcomeOf(createInput(), options, 10_000)).toBe("TimeoutError");
  });

  test("the caller's own counts for an upload too", async () => {
    const options = post({ body: "FAKE", timeout: 500 });
    expect(await outcomeOf("files/upload", options, 500)).toBe("TimeoutError");
  });

  test("the wait for a token is no part of it, at first and before another attempt", async () => {
    const { source, requests, last } = createScriptedSource();
    const provider = createTokenProvider(source);
    let attempts = 0;
    const sirv = createSirvClient(provider, {
      async fetch() {
        attempts += 1;
        if (attempts > 1) return new Response();
        // By the time of the next attempt, the token has expired.
        await clocks.pass(8000);
        return new Response(null, { status: 503 });
      },
      retry: { limit: 1, delay: () => 1 },
    });
    const called = sirv.get("account");
    await clocks.pass(25_000);
    last().resolve(32_000);
    // What ky does with a request and its reply is work of the platform, which takes real time.
    const soon = { timeout: 20_000, interval: 20 };
    await vi.waitFor(() => expect(attempts).toBe(1), soon);
    await vi.waitFor(() => expect(requests).toHaveLength(2), soon);
    await clocks.pass(12_000);
    last().resolve();
    await vi.waitFor(() => expect(attempts).toBe(2), soon);
    expect((await called).status).toBe(200);
    expect(attempts).toBe(2);
  });

  test("a token request that hangs is reported as what it is", async () => {
    const provider = createTokenProvider(async () => new Promise<never>(() => undefined));
    const called = createSirvClient(provider, { fetch: never })
      .get("account")
      .catch((error: unknown) => error);
    await clocks.pass(40_000);
    const error = await called;
    expect(isTokenError(error) && error.code).toBe("timeout");
  });
});
