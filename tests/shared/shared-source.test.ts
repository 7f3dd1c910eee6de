import { describe, expect, test } from "vitest";
import { createTokenProvider, type Credentials, type TokenProvider } from "../../lib/index.ts";
import { createSandbox, type Sandbox } from "../../lib/sandbox/index.ts";
import { sharedSource, type SharedSourceOptions } from "../../lib/shared/index.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { failureOf } from "../support/failure.ts";
import { expectNoSecrets } from "../support/no-secrets.ts";
import { createMemoryLocks, createMemoryStorage } from "../support/memory-store.ts";

type Settings = Partial<SharedSourceOptions>;

/** One instance of many. */
const createInstance = (
  { credentials, fetch }: Sandbox,
  settings: Settings & Pick<SharedSourceOptions, "storage">,
): TokenProvider => createTokenProvider(sharedSource(credentials, { fetch, ...settings }));

const tokenOf = async (provider: TokenProvider) => (await provider.getToken()).token;

/** How often a token was asked for. */
const asked = ({ requests }: Sandbox) => requests.filter(({ path }) => path === "/v2/token").length;

/** Instances that share a store, and maybe a lease. */
function setUp(count: number, settings: Settings = {}) {
  const sandbox = createSandbox();
  const storage = createMemoryStorage();
  const instances = Array.from({ length: count }, () =>
    createInstance(sandbox, { storage, ...settings }),
  );
  const tokens = async () => Promise.all(instances.map(tokenOf));
  return { sandbox, storage, instances, tokens };
}

test("who comes later finds the token in the store", async () => {
  const { sandbox, instances } = setUp(3);
  const tokens: string[] = [];
  for (const instance of instances) tokens.push(await tokenOf(instance));
  expect(new Set(tokens).size).toBe(1);
  expect(asked(sandbox)).toBe(1);
});

test("with a lease, one asks for all who come at once", async () => {
  const locks = createMemoryLocks();
  const { sandbox, tokens } = setUp(20, { locks });
  expect(new Set(await tokens()).size).toBe(1);
  expect(asked(sandbox)).toBe(1);
  expect(locks.held).toEqual(new Set());
});

test("with a lease, a refused token is replaced once for all", async () => {
  const { sandbox, instances, tokens } = setUp(8, { locks: createMemoryLocks() });
  const [refused = ""] = await tokens();
  for (const instance of instances) instance.invalidate(refused);
  const renewed = new Set(await tokens());
  expect(renewed.size).toBe(1);
  expect(renewed).not.toContain(refused);
  expect(asked(sandbox)).toBe(2);
});

test("who learns later that a token is refused finds the new one", async () => {
  const { sandbox, instances } = setUp(2);
  const [first, second] = instances as [TokenProvider, TokenProvider];
  const refused = await tokenOf(first);
  await tokenOf(second);
  first.invalidate(refused);
  const renewed = await tokenOf(first);
  second.invalidate(refused);
  expect(await tokenOf(second)).toBe(renewed);
  expect(asked(sandbox)).toBe(2);
});

test("a token is kept for as long as it lives, and given with its scope", async () => {
  const { sandbox, storage, instances } = setUp(2, { expiresIn: 60 });
  const tokens = await Promise.all(instances.map(async (each) => each.getToken()));
  expect(storage.ttls).toContain(60);
  expect(tokens[1]?.scope).toEqual(tokens[0]?.scope);
  expect(tokens[1]?.scope).toContain("files:read");
  expect(tokens[1]?.expiresIn).toBe(60);
  const other = createInstance(sandbox, { storage, expiresIn: 90 });
  // Another lifetime is another token.
  expect((await other.getToken()).expiresIn).toBe(90);
});

test("another endpoint, client, lifetime, secret or key has another name", async () => {
  const { sandbox, storage } = setUp(0);
  const { credentials } = sandbox;
  const fetch: typeof globalThis.fetch = async () =>
    Response.json({ token: "FAKE", expiresIn: 1200 });
  const ways: [Credentials, Settings][] = [
    [credentials, {}],
    [{ ...credentials, clientId: "fake:client/id?" }, {}],
    [{ ...credentials, clientSecret: "FAKE-other" }, {}],
    [credentials, { endpoint: "https://example.com/v2/token" }],
    [credentials, { expiresIn: 60 }],
    [credentials, { key: "other" }],
  ];
  for (const [each, settings] of ways) {
    await tokenOf(createTokenProvider(sharedSource(each, { storage, fetch, ...settings })));
  }
  const names = [...storage.entries.keys()];
  expect(names).toHaveLength(ways.length);
  const [plain = ""] = names;
  expect(plain).toMatch(/^sirv-token:/);
  expect(plain).toContain(credentials.clientId);
  expect(plain).toContain(encodeURIComponent("https://api.sirv.com/v2/token"));
  // Separators of a store stand between the parts alone.
  for (const name of names) expect(name).toMatch(/^[\w-]+:([\w.~!'()*%-]+:){3}[\w.~!'()*%-]+$/);
});

test("a credentials function is asked before each look into the store", async () => {
  const { sandbox, storage } = setUp(0);
  let calls = 0;
  const credentials = async () => {
    calls += 1;
    return sandbox.credentials;
  };
  const { fetch } = sandbox;
  const source = sharedSource(credentials, { storage, fetch });
  const provider = createTokenProvider(source);
  const token = await tokenOf(provider);
  provider.invalidate(token);
  await tokenOf(provider);
  expect(calls).toBe(2);
});

test("a rotated secret is a miss", async () => {
  const { sandbox, storage, instances } = setUp(1);
  await tokenOf(instances[0]!);
  const { clientId } = sandbox.credentials;
  const credentials = { clientId, clientSecret: "FAKE-rotated" };
  const rotated = createSandbox({ clients: [credentials] });
  const after = createInstance(rotated, { storage });
  await tokenOf(after);
  expect(asked(rotated)).toBe(1);
  expect(storage.entries.size).toBe(2);
});

test("refused credentials are told as without a store", async () => {
  const { sandbox, storage } = setUp(0);
  const { fetch } = sandbox;
  const credentials = { ...sandbox.credentials, clientSecret: "FAKE-wrong-secret\n" };
  const provider = createTokenProvider(sharedSource(credentials, { storage, fetch }));
  const error = await failureOf(provider.getToken(), credentials.clientSecret);
  expect(error).toMatchObject({ code: "unauthorized", status: 401 });
  expect(error.message).toContain("clientSecret ends with a line break");
  expect(storage.entries.size).toBe(0);
});

test("what are no credentials is told as without a store", async () => {
  const { storage } = setUp(0);
  const source = sharedSource(() => undefined as unknown as Credentials, { storage });
  const error = await failureOf(createTokenProvider(source).getToken());
  expect(error.code).toBe("invalid_input");
});

test("a secret of a variable that is not set is told when it is needed", async () => {
  const { storage } = setUp(0);
  const clientSecret = undefined as unknown as string;
  const source = sharedSource({ clientId: "fakeClientId", clientSecret }, { storage });
  const error = await failureOf(createTokenProvider(source).getToken());
  expect(error.message).toContain("clientSecret is undefined");
  expect(storage.entries.size).toBe(0);
});

test("no secret and no token is in what fails, is kept, or is named", async () => {
  const { sandbox, storage, instances } = setUp(1);
  const { clientSecret } = sandbox.credentials;
  const token = await tokenOf(instances[0]!);
  const [claims = ""] = token.split(".").slice(1);
  expectNoSecrets([...storage.entries], clientSecret, token, claims);
  sandbox.fail({ type: "reply", status: 403, body: JSON.stringify({ message: clientSecret }) });
  const { fetch } = sandbox;
  const source = sharedSource(sandbox.credentials, { storage: createMemoryStorage(), fetch });
  const error = await failureOf(createTokenProvider(source).getToken(), clientSecret);
  expect(error.code).toBe("unauthorized");
  expectNoSecrets([source, instances[0]], clientSecret, token);
});

describe("with clocks that are moved", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("a token in its last minutes is not taken, and one that serves is", async () => {
    const { sandbox, storage, instances } = setUp(3);
    const [first, second, third] = instances as [TokenProvider, TokenProvider, TokenProvider];
    const token = await tokenOf(first);
    await clocks.pass(600_000);
    expect(await tokenOf(second)).toBe(token);
    await clocks.pass(540_000);
    const renewed = await tokenOf(third);
    expect(renewed).not.toBe(token);
    expect(storage.ttls).toEqual([1200, 1200]);
    expect(asked(sandbox)).toBe(2);
  });

  test("an upload that needs a token for ten minutes gets one", async () => {
    const { sandbox, instances } = setUp(1);
    const [provider] = instances as [TokenProvider];
    const minValidity = 590_000;
    await provider.getToken({ minValidity });
    await clocks.pass(650_000);
    const { expiresAt } = await provider.getToken({ minValidity });
    expect(expiresAt - Date.now()).toBeGreaterThan(minValidity);
    expect(asked(sandbox)).toBe(2);
  });
});
