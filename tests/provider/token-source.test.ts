import { describe, expect, test } from "vitest";
import {
  type AccessToken,
  createTokenProvider,
  type Credentials,
  type SourceContext,
} from "../../lib/index.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { parseProviderOptions } from "../../lib/provider/provider-options.ts";
import {
  type AskContext,
  createAsk,
  type Source,
  type TokenSource,
} from "../../lib/provider/token-source.ts";
import type { TokenProviderOptions } from "../../lib/index.ts";
import { tokenReply } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

const { signal } = new AbortController();
const dangerouslyAllowSecretInPage = true;

/** Asks the source as a provider with these options does. */
function createAskOf(source: Source, options: TokenProviderOptions) {
  const ask = createAsk(source, parseProviderOptions(options));
  return async (context: Partial<AskContext>) =>
    (await ask({ refused: undefined, signal, ...context })).accessToken;
}

test("credentials become a token, with the options of the request", async () => {
  const { credentials, fetch } = createSandbox();
  const ask = createAskOf(credentials, { fetch, expiresIn: 60, dangerouslyAllowSecretInPage });
  expect(await ask({ signal })).toMatchObject({ expiresIn: 60 });
});

test("two accounts never share a token", async () => {
  const clients = [
    { clientId: "one", clientSecret: "FAKE1" },
    { clientId: "two", clientSecret: "FAKE2" },
  ];
  const { fetch } = createSandbox({ clients });
  const providers = clients.map((client) =>
    createTokenProvider(client, { fetch, dangerouslyAllowSecretInPage }),
  );
  const tokens = await Promise.all(providers.map(async (provider) => provider.getToken()));
  const owners = tokens.map(({ token }) =>
    atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")),
  );
  expect(owners).toEqual([
    expect.stringContaining('"clientId":"one"'),
    expect.stringContaining('"clientId":"two"'),
  ]);
});

test("a function's credentials do so too; it is asked each time, and given the signal", async () => {
  const { credentials, fetch } = createSandbox();
  const contexts: SourceContext[] = [];
  const source = (context: SourceContext) => {
    contexts.push(context);
    return credentials;
  };
  const ask = createAskOf(source, { fetch, dangerouslyAllowSecretInPage });
  await ask({ signal });
  expect((await ask({ signal })).token).toMatch(/^eyJ/);
  expect(contexts).toEqual([{ signal }, { signal }]);
});

test("a function is told which token was refused", async () => {
  const contexts: SourceContext[] = [];
  const source = (context: SourceContext) => {
    contexts.push(context);
    return { token: "FAKE", expiresIn: 60 };
  };
  await createAskOf(source, {})({ refused: "FAKE-refused" });
  expect(contexts).toEqual([{ signal, refused: "FAKE-refused" }]);
});

test("a function's token is handed on, as a frozen copy", async () => {
  const given: AccessToken = {
    token: "FAKE",
    expiresIn: 5000,
    scope: [],
    expiresAt: Date.now() + 60_000,
  };
  const accessToken = await createAskOf(async () => given, {})({ signal });
  expect(accessToken).toMatchObject({ token: "FAKE", expiresIn: 5000, scope: [] });
  expect(Object.isFrozen(accessToken)).toBe(true);
  expect(Object.isFrozen(given)).toBe(false);
});

test.each([undefined, null, "FAKE-secret", {}, { clientId: "id" }])(
  "a function that gives %j is refused",
  async (given) => {
    const ask = createAskOf((async () => given) as unknown as TokenSource, {
      fetch: () => expect.fail("something was sent"),
      dangerouslyAllowSecretInPage,
    });
    expect(await failureOf(ask({ signal }), "FAKE-secret")).toMatchObject({
      code: "invalid_input",
    });
  },
);

test("what a function throws is passed on", async () => {
  const error = new Error("the secrets manager is down");
  const ask = createAskOf(() => {
    throw error;
  }, {});
  await expect(ask({ signal })).rejects.toBe(error);
});

describe("credentials that were refused", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  /** Asks with credentials that are answered with this status, and with a token from then on. */
  async function setUp(status: number) {
    const sent: string[] = [];
    const reply = async (_: unknown, init?: RequestInit) => {
      sent.push(init?.body as string);
      return Response.json(tokenReply, { status: sent.length === 1 ? status : 200 });
    };
    let clientSecret = "FAKE";
    const ask = createAskOf(() => ({ clientId: "id", clientSecret }), {
      fetch: reply,
      retry: 0,
      dangerouslyAllowSecretInPage,
    });
    const error = await failureOf(ask({ signal }), "FAKE");
    const change = () => {
      clientSecret = "FAKE-new";
    };
    return { ask, change, error, sent };
  }

  test.each([400, 401, 403])("by a %i are not sent again for 30 s", async (status) => {
    const { ask, error, sent } = await setUp(status);
    await clocks.pass(29_999);
    const { message, code } = error;
    const again = await failureOf(ask({ signal }), "FAKE");
    expect(again).toMatchObject({ code, status, retryAfter: 1 });
    expect(again.message).toMatch(/^No token was asked for: .* may be made in 1 s\. /);
    expect(again.message.endsWith(message)).toBe(true);
    expect(sent).toHaveLength(1);
    await clocks.pass(1);
    await ask({ signal });
    expect(sent).toHaveLength(2);
  });

  test.each([
    ["their error says so", (credentials: Credentials) => credentials, 30_000],
    [
      "a function's error does not, for it may give others",
      (credentials: Credentials) => () => credentials,
      undefined,
    ],
  ])("%s", async (_, toSource, retryAfter) => {
    const ask = createAskOf(toSource({ clientId: "id", clientSecret: "FAKE" }), {
      fetch: async () => Response.json({}, { status: 401 }),
      dangerouslyAllowSecretInPage,
    });
    expect((await failureOf(ask({ signal }), "FAKE")).retryAfter).toBe(retryAfter);
  });

  test("do not stand in the way of other ones", async () => {
    const { ask, change, sent } = await setUp(401);
    change();
    await ask({ signal });
    expect(sent[1]).toContain("FAKE-new");
  });

  test.each([404, 429, 500])("are not those that got a %i", async (status) => {
    const { ask, sent } = await setUp(status);
    await ask({ signal });
    expect(sent).toHaveLength(2);
  });
});
