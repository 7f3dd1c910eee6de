import { atMost } from "./at-most.ts";
import { type Release, takeLease } from "./lease.ts";
import type { Seal, SharedToken } from "./seal.ts";
import type { SharedLocks, SharedStorage } from "./shared-options.ts";

/** What a look into the store came to. */
export interface Turn {
  /** A token that will do; if there is none, it is this instance's turn to ask Sirv. */
  readonly found?: SharedToken | undefined;
  /** Whether the store works: if not, nobody will see what this instance puts there. */
  readonly storeWorks: boolean;
  /** Gives back the lease, if there is one. */
  readonly release: Release;
}

/** How to look. */
export interface TurnPlan {
  readonly storage: SharedStorage;
  readonly locks: SharedLocks | undefined;
  readonly seal: Seal;
  readonly serves: (shared: SharedToken) => boolean;
  /** Milliseconds until nobody is waited for any more. */
  readonly timeLeft: () => number;
  readonly signal: AbortSignal;
}

const noLease: Release = () => undefined;

/**
 * Looks for a token until there is one, or it is this instance's turn. Who doesn't get the lease looks again at
 * random times, and asks for the lease again, for its holder may have failed.
 */
export async function awaitTurn(plan: TurnPlan): Promise<Turn> {
  const { storage, locks, seal, serves, timeLeft, signal } = plan;
  let lease: Release | undefined;
  const turn = (storeWorks: boolean, found?: SharedToken): Turn => ({
    found,
    storeWorks,
    release: lease ?? noLease,
  });
  while (!signal.aborted && timeLeft() > 0) {
    let stored: unknown;
    try {
      stored = await atMost(timeLeft(), async () => storage.getItem(seal.name));
    } catch {
      return turn(false);
    }
    const shared = await seal.open(stored);
    if (shared && serves(shared)) return turn(true, shared);
    // With the lease, it has looked once more, for what came in between.
    if (lease || !locks) break;
    // A lease that can't be had is done without.
    lease = await takeLease(locks, `${seal.name}:lock`, timeLeft()).catch(() => noLease);
    if (!lease) await pause(50 + Math.random() * 150);
  }
  return turn(true);
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
