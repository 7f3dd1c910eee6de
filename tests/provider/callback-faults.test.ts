// What a fetch or an onRetry throws that is no failure of the network is its caller's, such as the control flow
// of a framework that patches fetch. No real server can make it, so the fetch of these tests does.
import { describe, expect, test } from "vitest";
import {
  createSirvClient,
  createTokenFetch,
  createTokenProvider,
  requestToken,
  type TokenProvider,
  type TokenProviderOptions,
} from "../../lib/index.ts";
import { fake, tokenReply } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

type Fetch = typeof globalThis.fetch;
type Options = Pick<TokenProviderOptions, "fetch" | "onRetry" | "retry">;

const createProvider = (options: TokenProviderOptions): TokenProvider =>
  createTokenProvider(fake, { dangerouslyAllowSecretInPage: true, ...options });

const notSent: Fetch = () => expect.fail("the call was sent without a token");

/** All that makes token requests. */
const ways: readonly (readonly [string, (options: Options) => Promise<unknown>])[] = [
  ["requestToken", async (options) => requestToken(fake, options)],
  ["a provider", async (options) => createProvider(options).getToken()],
  [
    "a provider whose source gives credentials",
    async (options) =>
      createTokenProvider(() => fake, {
        dangerouslyAllowSecretInPage: true,
        ...options,
      }).getToken(),
  ],
  [
    "a token fetch",
    async (options) =>
      createTokenFetch(createProvider(options), { fetch: notSent })("https://api.sirv.com/v2/"),
  ],
  [
    "a client",
    async (options) =>
      createSirvClient(createProvider(options), { fetch: notSent }).get("account").json(),
  ],
];

/** A fetch that gives the Response of each of these or throws it, and a token once there are no more. */
function createFetch(...outcomes: readonly unknown[]): { fetch: Fetch; count: () => number } {
  let count = 0;
  const fetch = async () => {
    const index = count;
    count += 1;
    if (index >= outcomes.length) return Response.json({ ...tokenReply, token: `FAKE-${index}` });
    const outcome = outcomes[index];
    if (outcome instanceof Response) return outcome;
    throw outcome;
  };
  return { fetch, count: () => count };
}

const busy = () => Response.json({}, { status: 503 });

/** What is thrown; in an object, for a promise may be. */
const thrownBy = async (promise: Promise<unknown>): Promise<{ readonly thrown: unknown }> =>
  promise.then(
    (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
    (thrown: unknown) => ({ thrown }),
  );

const error = (name: string, fields: object) => Object.assign(new Error("no"), { name }, fields);

/** Nothing of this says that the network failed. */
const faults: readonly (readonly [string, unknown])[] = [
  ["an error with a digest", error("Error", { digest: "NEXT_STATIC_GEN_BAILOUT" })],
  ["a TypeError with a digest", error("TypeError", { digest: "FAKE_BAILOUT" })],
  ["an empty digest", error("TypeError", { digest: "" })],
  ["a digest and a code of the system", error("Error", { digest: 1, code: "ECONNRESET" })],
  ["a failed fetch's TypeError with a digest", digested("fetch failed")],
  ["a failed fetch's TypeError of a browser, with a digest", digested("Failed to fetch")],
  ["an object with a digest", { digest: "HANGING_PROMISE_REJECTION", name: "TypeError" }],
  ["an error with a code of its own", error("Error", { code: "NEXT_STATIC_GEN_BAILOUT" })],
  ["an error with a number for its code", error("Error", { code: 20 })],
  ["an error that is not retryable", error("Error", { retryable: false })],
  ["an error with a status and a time", error("Error", { status: 503, retryAfter: 1 })],
  ["an error of a name of its own", error("PrerenderError", {})],
  ["a RangeError", new RangeError("too far")],
  ["a frozen error", Object.freeze(new Error("as it is"))],
  ["an AbortError though nobody aborted", new DOMException("theirs", "AbortError")],
  ["a string", "fetch failed"],
  ["an empty string", ""],
  ["a number", 0],
  ["a symbol", Symbol("control flow")],
  ["null", null],
  ["undefined", undefined],
  ["an object", { redirect: "/sign-in" }],
  ["a promise that never settles", new Promise(() => undefined)],
];

/** What onRetry throws says nothing of the network, whatever it is. */
const faultsOfOnRetry: typeof faults = [
  ...faults,
  ["a mistake of its own", new TypeError("log is not a function")],
];

function digested(message: string): TypeError {
  return Object.assign(new TypeError(message), { digest: "FAKE_BAILOUT" });
}

describe.each(ways)("%s", (_, ask) => {
  test.each(faults)(
    "is tried once when fetch throws it, and rejects with %s",
    async (__, thrown) => {
      const { fetch, count } = createFetch(thrown);
      expect(await thrownBy(ask({ fetch }))).toEqual({ thrown });
      expect((await thrownBy(ask({ fetch: createFetch(thrown).fetch }))).thrown).toBe(thrown);
      expect(count()).toBe(1);
    },
  );

  test.each(faultsOfOnRetry)(
    "is tried once when onRetry throws it, and rejects with %s",
    async (__, thrown) => {
      const { fetch, count } = createFetch(busy());
      const onRetry = () => {
        throw thrown;
      };
      expect((await thrownBy(ask({ fetch, onRetry }))).thrown).toBe(thrown);
      expect(count()).toBe(1);
    },
  );

  test("rejects with what fetch throws before it gives a promise", async () => {
    const thrown = new Error("no fetch here");
    const fetch: Fetch = () => {
      throw thrown;
    };
    expect((await thrownBy(ask({ fetch }))).thrown).toBe(thrown);
  });

  test("rejects with a fault that follows a failure of the network", async () => {
    const thrown = new Error("bail out");
    const { fetch, count } = createFetch(new TypeError("fetch failed"), thrown);
    expect((await thrownBy(ask({ fetch }))).thrown).toBe(thrown);
    expect(count()).toBe(2);
  });

  test.each([
    ["a TypeError", new TypeError("fetch failed")],
    ["a NetworkError", error("NetworkError", {})],
    ["a TimeoutError", new DOMException("too slow", "TimeoutError")],
    ["an error that is retryable", error("Error", { retryable: true })],
    ["a code of the system", error("FetchError", { code: "ECONNRESET" })],
    ["a code of TLS", error("Error", { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })],
    ["workerd's words", new Error("Network connection lost.")],
    ["an object like one", { name: "TypeError", message: "fetch failed" }],
  ])("tries again after a failure of the network: %s", async (__, thrown) => {
    const { fetch, count } = createFetch(thrown);
    const calls: unknown[] = [];
    // Two of these ways go on to call the API, which is not there.
    await ask({ fetch, onRetry: ({ error: { code } }) => calls.push(code) }).catch(() => undefined);
    expect(count()).toBe(2);
    expect(calls).toEqual([expect.stringMatching(/^(network_error|timeout)$/)]);
  });
});

describe("those who wait for the call that met a fault", () => {
  test("begin anew, each in their turn, and each gets what its own call met", async () => {
    const faultsInTurn = ["first", "second", "third"].map((message) => new Error(message));
    const { fetch, count } = createFetch(...faultsInTurn);
    const provider = createProvider({ fetch });
    const asked = Array.from({ length: 5 }, async () => provider.getToken());
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.slice(0, 3).map((outcome) => "reason" in outcome && outcome.reason)).toEqual(
      faultsInTurn,
    );
    for (const each of asked.slice(3)) expect((await each).token).toBe("FAKE-3");
    expect(count()).toBe(4);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    "are released by an abort that comes %i steps after the fault",
    async (steps) => {
      let count = 0;
      const fetch: Fetch = async () => {
        count += 1;
        if (count === 1) throw new Error("bail out");
        return new Promise(() => undefined);
      };
      const controller = new AbortController();
      const provider = createProvider({ fetch });
      const own = provider.getToken();
      const other = provider.getToken({ signal: controller.signal });
      await thrownBy(own);
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      controller.abort("left");
      expect((await thrownBy(other)).thrown).toBe("left");
      provider[Symbol.dispose]();
    },
  );

  test("hold nothing off: the next call asks at once", async () => {
    const { fetch, count } = createFetch(new Error("bail out"), "bail out", undefined);
    const provider = createProvider({ fetch });
    for (let call = 0; call < 3; call += 1) await thrownBy(provider.getToken());
    expect(provider.state).toEqual({ status: "empty" });
    expect((await provider.getToken()).token).toBe("FAKE-3");
    expect(count()).toBe(4);
  });
});

test("onRetry may end a call with the very error that it is told, which is a failure", async () => {
  const { fetch, count } = createFetch(busy());
  const provider = createProvider({
    fetch,
    onRetry(event) {
      throw event.error;
    },
  });
  expect(await failureOf(provider.getToken())).toMatchObject({ code: "http_error", status: 503 });
  expect((await failureOf(provider.getToken())).message).toContain("No token was asked for");
  expect(count()).toBe(1);
});

describe("a background refresh that meets a fault", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("is told to nobody, and does not come with every call", async () => {
    let count = 0;
    const fetch = async () => {
      count += 1;
      if (count === 2) throw new Error("bail out");
      return Response.json({ ...tokenReply, token: `FAKE-${count}` });
    };
    const provider = createProvider({ fetch });
    await provider.getToken();
    await clocks.pass(1_100_000);
    for (let call = 0; call < 10; call += 1) {
      expect((await provider.getToken()).token).toBe("FAKE-1");
      await clocks.pass(1);
    }
    expect(count).toBe(2);
    await clocks.pass(100_000);
    expect((await provider.getToken()).token).toBe("FAKE-3");
  });
});
