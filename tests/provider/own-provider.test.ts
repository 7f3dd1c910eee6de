// A source that asks the provider that waits for it, and one that rejects with nothing at all.
import { describe, expect, test } from "vitest";
import {
  createTokenFetch,
  createTokenProvider,
  type GivenToken,
  type TokenProvider,
} from "../../lib/index.ts";
import { fake } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

const given: GivenToken = { token: "FAKE-token", expiresIn: 1200 };

/** A provider whose source does this with its own provider, and a count of how often. */
function createSelfish(use: (provider: TokenProvider) => GivenToken | Promise<GivenToken>) {
  let count = 0;
  const provider: TokenProvider = createTokenProvider(
    () => {
      count += 1;
      return use(provider);
    },
    { totalTimeout: 5000 },
  );
  return { provider, count: () => count };
}

test.each<[string, (provider: TokenProvider) => Promise<GivenToken>]>([
  ["as it is", async (provider) => provider.getToken()],
  ["with a wish", async (provider) => provider.getToken({ minValidity: 60_000 })],
  [
    "with a signal",
    async (provider) => provider.getToken({ signal: new AbortController().signal }),
  ],
  [
    "through a token fetch",
    async (provider) => (await createTokenFetch(provider)("https://api.sirv.com/v2/")).json(),
  ],
])("a source that asks its own provider at once is told so: %s", async (_, use) => {
  const { provider, count } = createSelfish(use);
  const asked = Array.from({ length: 3 }, async () => failureOf(provider.getToken()));
  for (const error of await Promise.all(asked)) {
    expect(error).toMatchObject({ code: "invalid_input", issues: [{ path: [] }] });
    expect(error.message).toContain("the token source asks its own provider");
  }
  expect(count()).toBe(1);
});

test("one that takes that for an answer gives its token all the same", async () => {
  const { provider } = createSelfish(async (own) => {
    const error = await failureOf(own.getToken());
    expect(error.code).toBe("invalid_input");
    return given;
  });
  expect((await provider.getToken()).token).toBe("FAKE-token");
});

test("two providers whose sources ask each other are told so", async () => {
  const first: TokenProvider = createTokenProvider(async () => second.getToken());
  const second: TokenProvider = createTokenProvider(async () => first.getToken());
  expect(await failureOf(first.getToken())).toMatchObject({ code: "invalid_input" });
  expect(await failureOf(second.getToken())).toMatchObject({ code: "invalid_input" });
});

test("a source may ask another provider, and its own for how it is", async () => {
  const other = createTokenProvider(() => given);
  const { provider } = createSelfish(async (own) => {
    expect(own.state.status).toBe("empty");
    expect(own.invalidate("FAKE-token")).toBe(true);
    return other.getToken();
  });
  expect((await provider.getToken()).token).toBe("FAKE-token");
});

describe("in time", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("a source that asks its own provider later ends in a timeout", async () => {
    const errors: unknown[] = [];
    const { provider, count } = createSelfish(async (own) => {
      await Promise.resolve();
      return own.getToken().catch((error: unknown) => {
        errors.push(error);
        throw error;
      });
    });
    const asked = Array.from({ length: 3 }, async () => failureOf(provider.getToken()));
    await clocks.pass(8000);
    for (const error of await Promise.all(asked)) expect(error.code).toBe("timeout");
    expect(errors).toEqual([expect.objectContaining({ code: "timeout" })]);
    expect(count()).toBe(1);
  });

  test("so does a fetch that wants a token of the provider that it is made for", async () => {
    let count = 0;
    const network = async () => {
      count += 1;
      return Response.json({});
    };
    const provider: TokenProvider = createTokenProvider(fake, {
      dangerouslyAllowSecretInPage: true,
      totalTimeout: 5000,
      fetch: async (input, init) => createTokenFetch(provider, { fetch: network })(input, init),
    });
    const asked = failureOf(provider.getToken());
    await clocks.pass(8000);
    expect((await asked).code).toBe("timeout");
    expect(count).toBe(0);
  });

  test("a source that asks for a token which still is good refreshes by means of it", async () => {
    const used: string[] = [];
    const { provider, count } = createSelfish(async (own) => {
      if (own.state.status === "good") used.push((await own.getToken()).token);
      return { token: `FAKE-token-${used.length}`, expiresIn: 1200 };
    });
    await provider.getToken();
    await clocks.pass(1_100_000);
    expect((await provider.getToken()).token).toBe("FAKE-token-0");
    await clocks.pass(0);
    expect((await provider.getToken()).token).toBe("FAKE-token-1");
    expect(used).toEqual(["FAKE-token-0"]);
    expect(count()).toBe(2);
  });

  test.each<unknown>([undefined, null, false, 0, "", Number.NaN, "no secrets today", Symbol("no")])(
    "a source that rejects with %s is held off as any other",
    async (thrown) => {
      let count = 0;
      const provider = createTokenProvider(async () => {
        count += 1;
        if (count < 3) throw thrown;
        return given;
      });
      const attempts: unknown[] = [];
      const ask = async () =>
        provider.getToken().then(
          ({ token }) => attempts.push([count, token]),
          (error: unknown) => attempts.push([count, error]),
        );
      // A second's hold-off after the first failure, two after the next.
      for (const milliseconds of [0, 999, 1, 1999, 1]) {
        await clocks.pass(milliseconds);
        await ask();
      }
      expect(attempts).toEqual([
        [1, thrown],
        [1, thrown],
        [2, thrown],
        [2, thrown],
        [3, "FAKE-token"],
      ]);
    },
  );

  test("a source that throws before it gives a promise is held off, too", async () => {
    const thrown = new Error("no secrets today");
    const { provider, count } = createSelfish(() => {
      throw thrown;
    });
    for (let call = 0; call < 3; call += 1) await expect(provider.getToken()).rejects.toBe(thrown);
    expect(count()).toBe(1);
    await clocks.pass(1000);
    await expect(provider.getToken()).rejects.toBe(thrown);
    expect(count()).toBe(2);
  });
});
