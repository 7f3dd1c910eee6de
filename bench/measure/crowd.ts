import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Candidate } from "./rounds.ts";

/** Who arrives, and when. */
export interface CrowdPlan {
  readonly callers: number;
  /** Milliseconds from the first caller to the last: they come evenly, one at a time. */
  readonly duration: number;
}

/** How callers fare. */
export interface Crowd {
  /** Adds callers; ends when the last of them has arrived. */
  arrive(get: Candidate): Promise<void>;
  /** Waits until all are answered. */
  outcome(): Promise<CrowdOutcome>;
}

interface CrowdOutcome {
  /** How many waited for longer than a turn of the event loop. */
  readonly blocked: number;
  /** Milliseconds. */
  readonly longestWait: number;
  /** What callers got instead of a token. */
  readonly errors: readonly unknown[];
}

/** Callers who want a token. */
export function createCrowd({ callers, duration }: CrowdPlan): Crowd {
  const answers: Promise<void>[] = [];
  const errors: unknown[] = [];
  let blocked = 0;
  let longestWait = 0;

  return {
    async arrive(get) {
      const begun = performance.now();
      for (let caller = 0; caller < callers; caller += 1) {
        const early = begun + (caller * duration) / callers - performance.now();
        await (early > 0 ? sleep(early) : nextTurn());
        answers.push(call(get));
      }
    },
    async outcome() {
      await Promise.all(answers);
      return { blocked, longestWait, errors };
    },
  };

  async function call(get: Candidate): Promise<void> {
    const begun = performance.now();
    let isWaiting = true;
    setImmediate(() => {
      if (isWaiting) blocked += 1;
    });
    try {
      await get();
    } catch (error) {
      errors.push(error);
    }
    isWaiting = false;
    longestWait = Math.max(longestWait, performance.now() - begun);
  }
}
