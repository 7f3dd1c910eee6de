// Wrong arguments at every entry: refused at once with what to write instead, nothing sent, nothing later.
import { describe, expect, test } from "vitest";
import {
  type AccessToken,
  createSirvClient,
  createTokenFetch,
  createTokenProvider,
  requestToken,
  retryAfter,
  type TokenProvider,
} from "../lib/index.ts";
import { fake } from "./support/control.ts";
import { failureOf } from "./support/failure.ts";

const fetch = () => expect.fail("something was sent");
const provider = createTokenProvider(fake, { fetch, dangerouslyAllowSecretInPage: true });
const { signal } = new AbortController();

/** What plain JavaScript calls, whatever the types say; what is thrown at once rejects too. */
const refusal = async (call: () => unknown) =>
  failureOf(Promise.resolve().then(call), fake.clientSecret, "FAKE-password");

type Call = (wrong: never) => unknown;

/** Every function that takes these options, by its name. */
const takers: Readonly<Record<string, Call>> = {
  requestToken: (wrong) => requestToken(fake, { fetch, ...(wrong as object) }),
  createTokenProvider: (wrong) => createTokenProvider(fake, wrong),
  getToken: (wrong) => provider.getToken(wrong),
  createTokenFetch: (wrong) => createTokenFetch(provider, wrong),
  createSirvClient: (wrong) => createSirvClient(provider, wrong),
};

const controller = new AbortController();

describe.each<[string, readonly (readonly [name: string, wrong: unknown, words: string])[]]>([
  [
    "requestToken",
    [
      ["a controller for its signal", { signal: controller }, "pass its signal"],
      ["a string for a signal", { signal: "abort" }, "signal must be an AbortSignal"],
      ["a number for a fetch", { fetch: 5 }, "fetch must be a function"],
      ["null for a fetch", { fetch: null }, "fetch must be a function"],
      ["a string for onRetry", { onRetry: "log" }, "onRetry must be a function"],
      ["a port that there is not", { endpoint: "https://api.sirv.com:70000" }, "endpoint must be"],
    ],
  ],
  [
    "createTokenProvider",
    [
      ["null", null, "the options must be an object"],
      ["a string", "FAKE", "the options must be an object"],
      ["a signal", { signal }, "signal belongs to getToken"],
      ["a controller", { signal: controller }, "signal belongs to getToken"],
      ["a number for a fetch", { fetch: 5 }, "fetch must be a function"],
      ["an object for onRefresh", { onRefresh: {} }, "onRefresh must be a function"],
      ["a string for a window", { refreshAhead: "1m" }, "refreshAhead must be a whole number"],
      ["a yes", { dangerouslyAllowSecretInPage: "yes" }, "must be true or false"],
      ["a relative endpoint", { endpoint: "/v2/token" }, "endpoint must be an absolute URL"],
      ["a port that there is not", { endpoint: "https://api.sirv.com:70000" }, "endpoint must be"],
    ],
  ],
  [
    "getToken",
    [
      ["a string", "FAKE", "the options must be an object"],
      ["a controller for its signal", { signal: controller }, "pass its signal"],
      ["an hour in words", { minValidity: "1h" }, "minValidity must be a number of milliseconds"],
      ["a date", { minValidity: new Date(0) }, "minValidity must be a number of milliseconds"],
    ],
  ],
  [
    "createTokenFetch",
    [
      ["null", null, "the options must be an object"],
      ["no scheme", { origin: "api.sirv.com" }, "origin must be a URL with its scheme"],
      ["a path", { origin: "/v2/" }, "origin must be a URL with its scheme"],
      ["an opaque origin", { origin: "data:text/plain,FAKE" }, "origin must be a URL"],
      ["a file's", { origin: "file:///FAKE" }, "origin must be a URL"],
      ["a number", { origin: 5 }, "origin must be a URL"],
      [
        "a port that there is not",
        { origin: "https://api.sirv.com:70000" },
        "origin must be a URL",
      ],
      ["a number for a fetch", { fetch: 5 }, "fetch must be a function"],
    ],
  ],
  [
    "createSirvClient",
    [
      ["null", null, "the options must be an object"],
      ["a number for a fetch", { fetch: 5 }, "fetch must be a function"],
      ["a base of another scheme", { baseUrl: "ftp://api.sirv.com/v2/" }, "baseUrl must be a URL"],
      ["a base that is none", { baseUrl: "https://" }, "baseUrl must be a URL"],
      // fetch's own error would quote the password.
      [
        "a base with a password",
        { baseUrl: "https://user:FAKE-password@api.sirv.com/v2/" },
        "baseUrl must be a URL without user and password, such as",
      ],
      [
        "a base with a user",
        { baseUrl: "https://user@api.sirv.com" },
        "baseUrl must be a URL without",
      ],
    ],
  ],
])("%s", (name, cases) => {
  test.each(cases)("with %s", async (_, wrong, words) => {
    const error = await refusal(() => takers[name]?.(wrong as never));
    expect(error.code).toBe("invalid_input");
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/^(Nothing was sent|There is no [\w ]+): .*\.$/);
  });
});

describe("getToken, whether a token is fresh or not", () => {
  test.each<[string, unknown, string]>([
    ["a string", "FAKE", "the options must be an object"],
    ["a number", 5, "the options must be an object"],
    ["a function", () => ({}), "the options must be an object"],
    ["a controller for its signal", { signal: controller }, "pass its signal"],
    ["false for a signal", { signal: false }, "signal must be an AbortSignal"],
    ["an empty string for a signal", { signal: "" }, "signal must be an AbortSignal"],
    ["an hour in words", { minValidity: "1h" }, "minValidity must be a number of milliseconds"],
    ["null for a time", { minValidity: null }, "minValidity must be a number of milliseconds"],
  ])("with %s", async (_, wrong, words) => {
    const loaded = createTokenProvider(() => ({ token: "FAKE", expiresIn: 60 }));
    for (const load of [async () => undefined, loaded.getToken]) {
      await load();
      const error = await refusal(() => loaded.getToken(wrong as never));
      expect(error.code).toBe("invalid_input");
      expect(error.message).toContain(words);
    }
  });

  test.each([undefined, null, false, {}, [], { signal: null }, { signal: undefined }, { signal }])(
    "not with %j",
    async (fine) => {
      const loaded = createTokenProvider(() => ({ token: "FAKE", expiresIn: 60 }));
      const accessToken = await loaded.getToken(fine as never);
      expect(await loaded.getToken(fine as never)).toBe(accessToken);
    },
  );
});

describe("no credentials", () => {
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "the credentials are missing"],
    ["a string", "FAKE-secret", "the credentials must be an object"],
    ["numbers", { clientId: 5, clientSecret: 5 }, "clientId must be a string"],
    ["null for an id", { ...fake, clientId: null }, "clientId must be a string"],
    ["another spelling", { clientid: "id", clientSecret: "FAKE" }, "clientid is not allowed"],
  ])("%s: neither a provider nor a client is made", async (_, source, words) => {
    for (const make of [createTokenProvider, createSirvClient]) {
      const error = await refusal(() => make(source as never));
      expect(error.code).toBe("invalid_input");
      expect(error.message).toContain(words);
    }
  });

  test.each([{}, { clientId: undefined, clientSecret: undefined }, { ...fake, clientId: "" }])(
    "that are not set yet are told of at the first call: %j",
    async (source) => {
      const unset = createTokenProvider(source as typeof fake, { fetch });
      const error = await failureOf(unset.getToken());
      expect(error.code).toBe("invalid_input");
      expect(error.message).toMatch(
        /^Nothing was sent: clientId (is missing|is undefined|must not)/,
      );
      createSirvClient(source as typeof fake);
    },
  );
});

describe("no provider", () => {
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["credentials", fake],
    ["half a provider", { getToken: provider.getToken }],
  ])("%s", async (_, wrong) => {
    const error = await refusal(() => createTokenFetch(wrong as TokenProvider));
    expect(error.code).toBe("invalid_input");
    expect(error.message).toContain("Pass createTokenProvider(credentials).");
  });

  test("half a one for a client", async () => {
    const half = { getToken: provider.getToken } as TokenProvider;
    expect((await refusal(() => createSirvClient(half))).code).toBe("invalid_input");
  });
});

test.each([undefined, null, 5, { token: "FAKE" }])("invalidate(%j)", async (wrong) => {
  const error = await refusal(() => provider.invalidate(wrong as unknown as string));
  expect(error.message).toMatch(/^No token was invalidated: the token must be a string/);
});

test.each([undefined, null, {}, { status: 429 }])("retryAfter(%j)", async (wrong) => {
  const error = await refusal(() => retryAfter(wrong as unknown as Response));
  expect(error.message).toContain("retryAfter takes a Response");
});

describe("instances with getters count as plain objects do", () => {
  class Settings {
    readonly reads: string[] = [];
    get clientId() {
      return "fakeClientId";
    }
    get clientSecret() {
      return "FAKE-secret";
    }
  }
  const reply = async () => Response.json({ token: "FAKE", expiresIn: 60 });

  test("as options, which a provider reads once", async () => {
    let reads = 0;
    class Options {
      get expiresIn() {
        reads += 1;
        return 60;
      }
      get fetch() {
        return reply;
      }
      readonly dangerouslyAllowSecretInPage = true;
    }
    const own = createTokenProvider(fake, new Options());
    const { token } = await own.getToken();
    own.invalidate(token);
    await own.getToken();
    expect(reads).toBe(1);
  });

  test("as credentials, whose other fields are as unknown as a plain object's", async () => {
    class Credentials {
      get clientId() {
        return "fakeClientId";
      }
      get clientSecret() {
        return "FAKE-secret";
      }
    }
    expect((await requestToken(new Credentials(), { fetch: reply })).token).toBe("FAKE");
    const error = await failureOf(requestToken(new Settings(), { fetch }));
    expect(error.message).toContain("reads is not allowed");
  });

  test("as a source's token", async () => {
    class Token {
      get token() {
        return "FAKE";
      }
      get expiresIn() {
        return 60;
      }
    }
    const accessToken: AccessToken = await createTokenProvider(() => new Token()).getToken();
    expect(accessToken).toMatchObject({ token: "FAKE", expiresIn: 60 });
  });
});
