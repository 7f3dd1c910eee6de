// What a token source gives, and how long it is good by that, whatever the clocks of two machines say.
import { describe, expect, test } from "vitest";
import {
  type AccessToken,
  createTokenFetch,
  createTokenProvider,
  type GivenToken,
  type TokenProvider,
} from "../../lib/index.ts";
import { createRemoteSandbox, tokenReply } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { expectNoSecrets } from "../support/no-secrets.ts";

const day = 86_400_000;
const token = "FAKE-token";

/** What a caller gets of a provider whose source gives this, be it of the right type or not. */
const ask = async (given: unknown) =>
  createTokenProvider(async () => given as GivenToken).getToken();

describe("on a device", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  /** For how many milliseconds a provider hands out what its source gave, to the second. */
  async function usedFor(give: () => GivenToken): Promise<number> {
    let count = 0;
    const provider = createTokenProvider(async () => {
      count += 1;
      return give();
    });
    await provider.getToken();
    let milliseconds = 0;
    while (provider.state.status === "good") {
      await clocks.passQuickly(1000);
      milliseconds += 1000;
    }
    expect(count).toBe(1);
    return milliseconds;
  }

  const offsets = [-day, -3_600_000, 0, 3_600_000, day];

  test.each(offsets)("whose clock is %i ms off the seconds that are left count", async (offset) => {
    clocks.jump(offset);
    const shown = Date.now() + 600_000;
    expect(await ask({ token, expiresIn: 600 })).toMatchObject({ token, expiresAt: shown });
    expect(await usedFor(() => ({ token, expiresIn: 600 }))).toBe(600_000);
  });

  test.each(offsets)("whose clock is set by %i ms meanwhile they count, too", async (offset) => {
    const give = () => {
      clocks.jump(offset);
      return { token, expiresIn: 600 };
    };
    expect(await usedFor(give)).toBe(600_000);
  });

  test("the seconds are counted from when the source was asked", async () => {
    const provider = createTokenProvider(async () => {
      await clocks.pass(30_000);
      return { token, expiresIn: 600 };
    });
    const { expiresAt } = await provider.getToken();
    expect(expiresAt - Date.now()).toBe(570_000);
  });

  test.each<[string, (now: number) => GivenToken, number]>([
    ["expiresAt alone", (now) => ({ token, expiresAt: now + 300_000 }), 300_000],
    ["with null for the other", (now) => ({ ...only(now + 9000), expiresIn: null }), 9000],
    ["expiresIn with null for the other", () => ({ token, expiresIn: 9, expiresAt: null }), 9000],
    ["a part of a second", () => ({ token, expiresIn: 8.5 }), 9000],
    ["both, the first sooner", (now) => ({ ...only(now + 600_000), expiresIn: 300 }), 300_000],
    ["both, the second sooner", (now) => ({ ...only(now + 300_000), expiresIn: 600 }), 300_000],
  ])("it is good for what is said: %s", async (_, give, milliseconds) => {
    expect(await usedFor(() => give(Date.now()))).toBe(milliseconds);
  });

  const only = (expiresAt: number): GivenToken => ({ token, expiresAt });

  test("an AccessToken out of a store on it is good until it expires", async () => {
    const stored: AccessToken = { ...tokenReply, expiresAt: Date.now() + 1_200_000 };
    await clocks.pass(900_000);
    const copy = JSON.parse(JSON.stringify(stored)) as GivenToken;
    expect(await ask(copy)).toEqual(stored);
    expect(await usedFor(() => copy)).toBe(300_000);
  });

  test.each<[string, object, RegExp]>([
    ["no seconds", { expiresIn: 0 }, /: expiresIn .*clock of the server/],
    ["seconds below none", { expiresIn: -86_000 }, /: expiresIn .*clock of the server/],
    ["no seconds, for all the instant says", { expiresIn: 0, expiresAt: 8e15 }, /: expiresIn /],
    ["an instant in the past", { expiresAt: 1e12 }, /: expiresAt.* this machine's clock/],
    ["an instant in seconds", { expiresAt: 4_000_000_000 }, /: expiresAt, in epoch milliseconds/],
    ["an instant in the past, and seconds", { expiresAt: 0, expiresIn: 60 }, /: expiresAt.*clock/],
  ])("one that is dead on arrival says why: %s", async (_, given, why) => {
    const error = await failureOf(ask({ token, ...given }), token);
    expect(error).toMatchObject({ code: "invalid_response" });
    expect(error.message).toMatch(why);
    expect(error.issues).toEqual([
      { message: expect.any(String) as string, path: [/expires\w\w/.exec(error.message)?.[0]] },
    ]);
  });

  test("one that took longer than it lives is dead on arrival", async () => {
    const provider = createTokenProvider(async () => {
      await clocks.pass(5000);
      return { token, expiresIn: 5 };
    });
    expect((await failureOf(provider.getToken(), token)).code).toBe("invalid_response");
  });

  test("whose clock is a day ahead, another machine's instant is told from this one's", async () => {
    const expiresAt = Date.now() + 600_000;
    clocks.jump(day);
    const error = await failureOf(ask({ token, expiresAt }), token);
    expect(error.message).toContain("this machine's clock");
    expect(error.message).toContain("expiresIn alone");
  });
});

test("Sirv's own reply will do, as a server forwards it", async () => {
  const { credentials, endpoint } = await createRemoteSandbox();
  const provider = createTokenProvider(async () => {
    const reply = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(credentials),
    });
    return (await reply.json()) as GivenToken;
  });
  expect(await provider.getToken()).toMatchObject({
    token: expect.stringMatching(/^eyJ/) as string,
    expiresIn: 1200,
    scope: expect.arrayContaining(["account:read"]) as string[],
  });
});

test.each<[string, object, readonly string[]]>([
  ["none", {}, []],
  ["undefined", { scope: undefined }, []],
  ["joined by spaces", { scope: "files:read  account:read" }, ["files:read", "account:read"]],
  ["a list", { scope: ["files:read"] }, ["files:read"]],
])("scope: %s", async (_, given, scope) => {
  expect((await ask({ token, expiresIn: 60, ...given })).scope).toEqual(scope);
});

test("an instance with getters will do", async () => {
  class Session {
    readonly #lifetime = 60;
    get token() {
      return token;
    }
    get expiresIn() {
      return this.#lifetime;
    }
  }
  expect(await ask(new Session())).toMatchObject({ token, expiresIn: 60 });
});

test.each<[string, object, string]>([
  ["neither", {}, "expiresIn, the seconds that are left, is missing"],
  ["null for both", { expiresIn: null, expiresAt: null }, "expiresIn, the seconds that are left"],
  ["seconds in a string", { expiresIn: "600" }, "expiresIn must be a number of seconds"],
  ["seconds that are none", { expiresIn: Number.NaN }, "expiresIn must be a number of seconds"],
  ["seconds for ever", { expiresIn: Infinity }, "expiresIn must be a number of seconds"],
  ["an instant in a string", { expiresAt: "2030-01-01" }, "expiresAt must be a number of epoch"],
  ["a Date", { expiresAt: new Date(8e12) }, "expiresAt must be a number of epoch milliseconds"],
  ["a wrong field beside a right one", { expiresIn: 60, expiresAt: "soon" }, "expiresAt must be"],
  ["a scope that is none", { expiresIn: 60, scope: [1] }, "scope"],
])("what can't be used is named: %s", async (_, given, words) => {
  const error = await failureOf(ask({ token, ...given }), token);
  expect(error).toMatchObject({ code: "invalid_response" });
  expect(error.message).toMatch(/^The token source gave no token that can be used: /);
  expect(error.message).toContain(words);
});

describe("a token that can't go into a header", () => {
  const odd = ["\n", "\r\n", "\0", "\u007f", " ", "\t", "ü", "\u2028", "😀", '"', ","];

  test.each([
    ...odd.map((character) => `FAKE-secret${character}part-of-it`),
    "FAKE-secret-at-its-end\n",
    "\nFAKE-secret-at-its-start",
    "Bearer FAKE-secret",
  ])("is refused and never quoted: %j", async (given) => {
    const provider: TokenProvider = createTokenProvider(async () => ({
      token: given,
      expiresIn: 60,
    }));
    const tokenFetch = createTokenFetch(provider, { fetch: () => expect.fail("it was sent") });
    for (const asked of [
      ask({ token: given, expiresIn: 60 }),
      tokenFetch("https://api.sirv.com"),
    ]) {
      const error = await failureOf(asked, given, "FAKE", "part-of-it");
      expect(error).toMatchObject({ code: "invalid_response" });
      expect(error.message).toContain("token must be a bearer token");
    }
    expectNoSecrets(provider.state, "FAKE");
  });

  test.each([undefined, null, "", 5, ["FAKE"], { token }])(
    "nor is what is none: %j",
    async (given) => {
      const error = await failureOf(ask({ token: given, expiresIn: 60 }), "FAKE");
      expect(error.message).toContain("token must be a bearer token");
    },
  );

  test.each(["a", "FAKE.abc-_~+/9==", tokenReply.token])("is not this one: %s", async (given) => {
    expect((await ask({ token: given, expiresIn: 60 })).token).toBe(given);
  });
});
