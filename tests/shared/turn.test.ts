import { expect, test, vi } from "vitest";
import { createTokenProvider } from "../../lib/index.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { sharedSource, type SharedLocks, type SharedStorage } from "../../lib/shared/index.ts";
import { failureOf } from "../support/failure.ts";
import { createMemoryLocks, createMemoryStorage } from "../support/memory-store.ts";

const never = async () => new Promise<never>(() => undefined);
const fails = async () => Promise.reject(new Error("the store is down"));
const throws = () => {
  throw new Error("the store is down");
};

/** An instance; a third of its time goes to others. */
function setUp(storage: SharedStorage, locks?: SharedLocks, totalTimeout = 3000) {
  const sandbox = createSandbox();
  const { credentials, fetch } = sandbox;
  const source = sharedSource(credentials, { storage, locks, fetch, totalTimeout });
  return { sandbox, provider: createTokenProvider(source) };
}

const refuses: SharedLocks["request"] = (_name, _options, callback) => callback(null);
const isTaken: SharedLocks = { request: refuses };

test.each<[string, Partial<SharedStorage>]>([
  ["can't be read", { getItem: fails }],
  ["throws when it is read", { getItem: throws }],
  ["does not answer", { getItem: never }],
  ["can't be written", { setItem: fails }],
  ["throws when it is written", { setItem: throws }],
  ["takes for ever to write", { setItem: never }],
  ["does not answer at all", { getItem: never, setItem: never }],
])("with a store that %s, an instance asks for itself", async (_, faults) => {
  const asked = [undefined, createMemoryLocks()].map(async (locks) => {
    const { sandbox, provider } = setUp({ ...createMemoryStorage(), ...faults }, locks);
    expect((await provider.getToken()).token).toMatch(/^eyJ/);
    expect(sandbox.requests).toHaveLength(1);
  });
  await Promise.all(asked);
});

test.each<[string, SharedLocks["request"]]>([
  ["is always somebody else's", refuses],
  ["can't be had", fails],
  ["throws", throws],
  ["does not answer", never],
  [
    "is given and never taken back",
    async (_name, _options, callback) => {
      await callback({});
      return never();
    },
  ],
])("with a lease that %s, an instance asks for itself", async (_, request) => {
  const storage = createMemoryStorage();
  const { sandbox, provider } = setUp(storage, { request });
  expect((await provider.getToken()).token).toMatch(/^eyJ/);
  expect(sandbox.requests).toHaveLength(1);
  // The others find it all the same.
  expect(storage.entries.size).toBe(1);
});

test("who waits finds what the holder of the lease writes", async () => {
  const storage = createMemoryStorage();
  const holder = setUp(storage);
  const { sandbox, provider } = setUp(storage, isTaken, 60_000);
  const waiting = provider.getToken();
  const { token } = await holder.provider.getToken();
  expect((await waiting).token).toBe(token);
  expect(sandbox.requests).toEqual([]);
});

test("who waits takes over the lease of a holder that failed", async () => {
  const storage = createMemoryStorage();
  const memoryLocks = createMemoryLocks();
  let waits = () => {};
  const waiting = new Promise<void>((resolve) => (waits = resolve));
  const locks: SharedLocks = {
    request: async (name, options, callback) =>
      memoryLocks.request(name, options, (lock) => {
        if (!lock) waits();
        return callback(lock);
      }),
  };
  const { credentials, fetch } = createSandbox();
  const refusing = async () => {
    await waiting;
    return Response.json({ message: "Forbidden" }, { status: 403 });
  };
  const holder = createTokenProvider(
    sharedSource(credentials, { storage, locks, fetch: refusing }),
  );
  const failing = failureOf(holder.getToken());
  await vi.waitFor(() => expect(memoryLocks.held.size).toBe(1), 20_000);
  // It would ask by itself in an hour.
  const totalTimeout = 3 * 3_600_000;
  const patient = sharedSource(credentials, { storage, locks, fetch, totalTimeout });
  const { token } = await createTokenProvider(patient).getToken();
  expect(token).toMatch(/^eyJ/);
  expect((await failing).code).toBe("unauthorized");
  expect(memoryLocks.held).toEqual(new Set());
});

test("who is no longer needed stops waiting", async () => {
  let looks = 0;
  const storage = { ...createMemoryStorage(), getItem: () => void (looks += 1) };
  const { sandbox } = setUp(storage);
  const { credentials, fetch } = sandbox;
  const source = sharedSource(credentials, { storage, locks: isTaken, fetch });
  const controller = new AbortController();
  const asked = Promise.resolve(source({ signal: controller.signal }));
  controller.abort("FAKE-reason");
  await expect(asked).rejects.toBe("FAKE-reason");
  expect(looks).toBeLessThan(3);
  expect(sandbox.requests).toEqual([]);
});

test("a token that came in between is found under the lease", async () => {
  const storage = createMemoryStorage();
  const other = setUp(storage);
  const locks: SharedLocks = {
    async request(_name, _options, callback) {
      await other.provider.getToken();
      return callback({});
    },
  };
  const { sandbox, provider } = setUp(storage, locks);
  await provider.getToken();
  expect(sandbox.requests).toEqual([]);
});

test("the lease is given back when the token is in the store, under another name", async () => {
  const events: string[] = [];
  const memoryLocks = createMemoryLocks();
  const memory = createMemoryStorage();
  const locks: SharedLocks = {
    async request(name, options, callback) {
      events.push(memory.entries.has(name) ? "the token's name" : "a lease of its own");
      await memoryLocks.request(name, options, callback);
      events.push("given back");
    },
  };
  const storage: SharedStorage = {
    ...memory,
    async setItem(...entry) {
      await Promise.resolve();
      events.push("begins to write");
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
      await memory.setItem(...entry);
      events.push("has written");
    },
  };
  await setUp(storage, locks).provider.getToken();
  await vi.waitFor(() => expect(events).toContain("given back"), 20_000);
  expect(events).toEqual(["a lease of its own", "begins to write", "has written", "given back"]);
});

test("when Sirv fails, the lease is given back before the next attempt", async () => {
  const locks = createMemoryLocks();
  const { credentials, fetch } = createSandbox();
  const held: boolean[] = [];
  let attempts = 0;
  const failing: typeof fetch = async (input, init) => {
    held.push(locks.held.size > 0);
    attempts += 1;
    return attempts === 1 ? new Response(null, { status: 503 }) : fetch(input, init);
  };
  const retries: number[] = [];
  const source = sharedSource(credentials, {
    storage: createMemoryStorage(),
    locks,
    fetch: failing,
    onRetry: ({ error }) => void retries.push(error.status ?? 0),
  });
  await createTokenProvider(source).getToken();
  expect(held).toEqual([true, false]);
  expect(retries).toEqual([503]);
});
