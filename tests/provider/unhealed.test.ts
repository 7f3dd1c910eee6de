// A 401 that another token does not heal is not the token's fault: some path of the API refuses everybody.
import { isHTTPError } from "ky";
import { describe, expect, test } from "vitest";
import {
  type AccessToken,
  createSirvClient,
  createTokenFetch,
  createTokenProvider,
  requestToken,
  type SourceContext,
  type TokenProvider,
} from "../../lib/index.ts";
import { createRemoteSandbox } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { createScriptedSource, failure } from "../support/scripted-source.ts";

const dangerouslyAllowSecretInPage = true;
const refusing = "/v2/files/stat";

/** A sandbox whose API has a path that refuses every token, and a count of the token requests made. */
async function setUp() {
  const sandbox = await createRemoteSandbox();
  const { base, credentials, endpoint } = sandbox;
  await sandbox.fail(
    ...Array.from(
      { length: 200 },
      () => ({ type: "status", status: 401, path: refusing }) as const,
    ),
  );
  const provider = createTokenProvider(credentials, { endpoint, dangerouslyAllowSecretInPage });
  const statuses = async (path: string) =>
    (await sandbox.requests()).filter((each) => each.path === path).map(({ status }) => status);
  return { sandbox, base, provider, statuses, tokenFetch: fetchWith(provider, base) };
}

const fetchWith = (provider: TokenProvider, base: string) =>
  createTokenFetch(provider, { origin: base });

/** A source that gives one token of the sandbox as long as nobody says that it was refused, or even then. */
async function createCache(isStubborn: boolean) {
  const { sandbox, base, statuses } = await setUp();
  const contexts: SourceContext[] = [];
  let kept: AccessToken | undefined;
  const provider = createTokenProvider(async (context) => {
    contexts.push(context);
    if (kept?.token === context.refused && !isStubborn) kept = undefined;
    kept ??= await requestToken(sandbox.credentials, { endpoint: sandbox.endpoint });
    return kept;
  });
  const refused = () => contexts.map((context) => context.refused);
  return { sandbox, base, provider, statuses, refused, tokenFetch: fetchWith(provider, base) };
}

describe("30 calls, one after the other, to a path that always answers 401", () => {
  test("make 3 token requests, and the other calls between them go on", async () => {
    const { base, tokenFetch, statuses, provider } = await setUp();
    const other: number[] = [];
    for (let call = 0; call < 30; call += 1) {
      expect((await tokenFetch(base + refusing)).status).toBe(401);
      other.push((await tokenFetch(`${base}/v2/account`)).status);
    }
    expect(new Set(other)).toEqual(new Set([200]));
    expect(await statuses("/v2/token")).toEqual([200, 200, 200]);
    // Two of them were repeated with a new token, the others are answered once.
    expect(await statuses(refusing)).toHaveLength(32);
    expect(provider.state.status).toBe("good");
  });

  test("make as many of a client, which rejects with the API's 401", async () => {
    const { base, provider, statuses } = await setUp();
    const sirv = createSirvClient(provider, { baseUrl: `${base}/v2/` });
    for (let call = 0; call < 30; call += 1) {
      const error: unknown = await sirv.get("files/stat").catch((thrown: unknown) => thrown);
      expect(isHTTPError(error) && error.response.status).toBe(401);
    }
    expect((await sirv.get("account")).status).toBe(200);
    expect(await statuses("/v2/token")).toHaveLength(3);
  });

  test("ask a source that gives the same token again as often, and go on with it", async () => {
    const { base, tokenFetch, refused, provider } = await createCache(true);
    const { token } = await provider.getToken();
    for (let call = 0; call < 30; call += 1) {
      expect((await tokenFetch(base + refusing)).status).toBe(401);
      expect((await tokenFetch(`${base}/v2/account`)).status).toBe(200);
    }
    expect((await provider.getToken()).token).toBe(token);
    expect(refused()).toEqual([undefined, token, token]);
  });
});

test("40 calls at once to such a path make no more than one after the other", async () => {
  const { base, tokenFetch, statuses } = await setUp();
  for (const most of [2, 3, 3]) {
    const calls = Array.from({ length: 20 }, async () => tokenFetch(base + refusing));
    for (const call of calls) expect((await call).status).toBe(401);
    expect((await statuses("/v2/token")).length).toBeLessThanOrEqual(most);
  }
});

describe("a 401 of a revoked token", () => {
  test("at many calls at once is healed for all of them with one token request", async () => {
    const { base, sandbox, provider, tokenFetch, statuses } = await setUp();
    await sandbox.revoke((await provider.getToken()).token);
    const calls = Array.from({ length: 20 }, async () => tokenFetch(`${base}/v2/account`));
    for (const call of calls) expect((await call).status).toBe(200);
    expect(await statuses("/v2/token")).toHaveLength(2);
  });

  test("is healed by a source with a cache, which is told what to drop", async () => {
    const { base, sandbox, provider, tokenFetch, refused } = await createCache(false);
    const { token } = await provider.getToken();
    await sandbox.revoke(token);
    expect((await tokenFetch(`${base}/v2/account`)).status).toBe(200);
    expect((await provider.getToken()).token).not.toBe(token);
    expect(refused()).toEqual([undefined, token]);
  });

  test("stays a 401 when the source insists", async () => {
    const { base, sandbox, provider, tokenFetch, refused } = await createCache(true);
    await sandbox.revoke((await provider.getToken()).token);
    for (let call = 0; call < 10; call += 1) {
      expect((await tokenFetch(`${base}/v2/account`)).status).toBe(401);
    }
    expect(refused()).toHaveLength(3);
  });
});

describe("a source", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  /** A provider with its first token, of a source that a test answers. */
  async function setUpScripted() {
    const { source, requests, last } = createScriptedSource();
    const provider = createTokenProvider(source);
    const asked = provider.getToken();
    last().resolve();
    await asked;
    const refused = () => requests.map((request) => request.refused);
    /** Asks, and lets the source give this token, a new one as a rule. */
    const get = async (token?: string) => {
      const next = provider.getToken();
      if (last().isOpen()) last().resolve(1_200_000, token);
      return (await next).token;
    };
    return { provider, requests, last, refused, get };
  }

  test("is told what was refused until there is a token, and no longer", async () => {
    const { provider, last, refused, get } = await setUpScripted();
    expect(provider.invalidate("FAKE-token-0")).toBe(true);
    const asked = provider.getToken();
    last().reject(failure(503));
    await failureOf(asked);
    await clocks.pass(1000);
    await get();
    await clocks.pass(1_200_000);
    await get();
    expect(refused()).toEqual([undefined, "FAKE-token-0", "FAKE-token-0", undefined]);
  });

  test("is told nothing of a token that was replaced before it was refused", async () => {
    const { provider, refused, get } = await setUpScripted();
    await clocks.pass(1_200_000);
    await get();
    for (let call = 0; call < 5; call += 1) expect(provider.invalidate("FAKE-token-0")).toBe(true);
    // Those five were no replacements: there still are two.
    for (const token of ["FAKE-token-1", "FAKE-token-2"]) {
      expect(provider.invalidate(token)).toBe(true);
      await get();
    }
    expect(provider.invalidate("FAKE-token-3")).toBe(false);
    expect(refused()).toEqual([undefined, undefined, "FAKE-token-1", "FAKE-token-2"]);
  });

  test.each([
    ["gives another token each time", () => undefined],
    ["gives the refused token each time", () => "FAKE-token-0"],
  ])("that %s is asked less and less often while none heals", async (_, give) => {
    const { provider, get } = await setUpScripted();
    const seconds: number[] = [];
    for (let second = 0; second < 600; second += 1) {
      const token = await get(give());
      const isReplaced = provider.invalidate(token);
      if (isReplaced) seconds.push(second);
      expect(provider.state.status).toBe(isReplaced ? "empty" : "good");
      await get(give());
      await clocks.passQuickly(1000);
    }
    expect(seconds).toEqual([0, 1, 31, 91, 211, 451]);
  });

  test("is asked at once again when a token has served and aged like any other", async () => {
    const { provider, get } = await setUpScripted();
    for (const isReplaced of [true, true, false]) {
      expect(provider.invalidate(await get())).toBe(isReplaced);
    }
    await clocks.pass(1_200_000);
    for (const isReplaced of [true, true, false]) {
      expect(provider.invalidate(await get())).toBe(isReplaced);
    }
  });

  test("that was asked before the refusal, and gives that very token, is asked once more", async () => {
    const { provider, requests, last, refused } = await setUpScripted();
    await clocks.pass(1_100_000);
    // Refreshed in the background.
    await provider.getToken();
    provider.invalidate("FAKE-token-0");
    const asked = [provider.getToken(), provider.getToken()];
    last().resolve(1_200_000, "FAKE-token-0");
    await clocks.pass(0);
    expect(requests).toHaveLength(3);
    last().resolve(1_200_000, "FAKE-token-0");
    // It knew by then, and so it is right.
    for (const each of asked) expect((await each).token).toBe("FAKE-token-0");
    expect(refused()).toEqual([undefined, undefined, "FAKE-token-0"]);
  });

  test("that was asked before the refusal, and gives another token, is asked no more", async () => {
    const { provider, requests, last } = await setUpScripted();
    await clocks.pass(1_100_000);
    await provider.getToken();
    provider.invalidate("FAKE-token-0");
    const asked = provider.getToken();
    last().resolve();
    expect((await asked).token).toBe("FAKE-token-1");
    await clocks.pass(0);
    expect(requests).toHaveLength(2);
  });
});
