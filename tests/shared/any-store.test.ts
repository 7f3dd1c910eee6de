// Whatever a store gives back, and however it fails, every caller gets a token.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createTokenProvider, type TokenProvider } from "../../lib/index.ts";
import { createSandbox, type Sandbox } from "../../lib/sandbox/index.ts";
import { sharedSource, type SharedStorage } from "../../lib/shared/index.ts";
import { createMemoryLocks, createMemoryStorage } from "../support/memory-store.ts";

/** Milliseconds that an operation may take. */
const latest = 40;

/** What comes of one operation of a store. */
type Outcome = (real: () => unknown) => unknown;

const anything = fc.oneof(
  fc.anything(),
  fc.string(),
  fc.json(),
  fc.record({ version: fc.constant(1), iv: fc.anything(), sealed: fc.anything() }),
);
const outcome = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Outcome>((real) => real()) },
  { weight: 8, arbitrary: anything.map<Outcome>((given) => () => given) },
  {
    weight: 4,
    arbitrary: anything.map<Outcome>((given) => () => {
      throw given;
    }),
  },
  { weight: 4, arbitrary: anything.map<Outcome>((given) => async () => Promise.reject(given)) },
  {
    weight: 4,
    arbitrary: fc.nat(latest).map<Outcome>(
      (delay) => async (real) =>
        new Promise((resolve) => {
          setTimeout(() => resolve(real()), delay);
        }),
    ),
  },
  // Each costs a second.
  { weight: 1, arbitrary: fc.constant<Outcome>(async () => new Promise(() => undefined)) },
);

const openAccount = async ({ fetch }: Sandbox, provider: TokenProvider) => {
  const { token } = await provider.getToken();
  const headers = { authorization: `Bearer ${token}` };
  const { status } = await fetch("https://api.sirv.com/v2/account", { headers });
  if (status === 401) provider.invalidate(token);
  return status;
};

test("every caller gets a good token, and another for one that was revoked", async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(outcome), fc.boolean(), async (outcomes, isLocked) => {
      const sandbox = createSandbox();
      const { credentials, fetch } = sandbox;
      const real = createMemoryStorage();
      const drawn = (operation: () => unknown) => outcomes.next().value?.(operation);
      const storage: SharedStorage = {
        getItem: (name) => drawn(() => real.getItem(name)),
        setItem: (name, value, options) => drawn(() => real.setItem(name, value, options)),
      };
      const locks = isLocked ? createMemoryLocks() : undefined;
      const options = { storage, locks, fetch, totalTimeout: 3000 };
      const providers = [0, 1, 2].map(() =>
        createTokenProvider(sharedSource(credentials, options)),
      );
      const statuses = async () =>
        Promise.all(providers.map(async (provider) => openAccount(sandbox, provider)));
      expect(await statuses()).toEqual([200, 200, 200]);
      // What is written late is there by then.
      await new Promise((resolve) => {
        setTimeout(resolve, 2 * latest);
      });
      sandbox.revoke();
      // With a store that fails, two tokens may be about, and both are revoked.
      for (let round = 0; round < 2; round += 1) await statuses();
      expect(await statuses()).toEqual([200, 200, 200]);
    }),
    { numRuns: 8 },
  );
}, 60_000);
