// A model of 10,000 busy instances that share a token for an hour: how often do they ask for one?
import { expect, test } from "vitest";
import { drawLead } from "../../lib/shared/age.ts";

const instances = 10_000;
/** All in seconds. */
const hour = 3600;
const lifetime = 1200;
/** What a provider refreshes ahead of the expiry. */
const refreshAhead = 120;
/** From the look into the store to the new token in it. */
const requestTime = 0.3;
/** Between two calls of one instance. */
const callGap = 0.1;

interface Requests {
  readonly atTheStart: number;
  readonly inTheHourAfter: number;
}

/** @param way - What keeps the instances from asking at once, if anything does. */
function requestsOf(way: "neither" | "spread" | "lease"): Requests {
  const random = createRandom(1);
  const exponential = (mean: number) => -Math.log(1 - random()) * mean;

  /** When all instances look for another token, the first of which gives one at this instant and after. */
  const refresh = (due: (instance: number) => number) => {
    const looks = Array.from(
      { length: instances },
      (_, instance) => due(instance) + exponential(callGap),
    );
    const first = Math.min(...looks);
    const requests =
      way === "lease" ? 1 : looks.filter((look) => look < first + requestTime).length;
    return { requests, renewedAt: first };
  };

  const start = refresh(() => 0);
  let expiry = start.renewedAt + lifetime;
  let inTheHourAfter = 0;
  for (;;) {
    const dueAt = expiry - refreshAhead;
    const { requests, renewedAt } = refresh(() =>
      way === "spread" ? dueAt - drawLead(lifetime, random) : dueAt,
    );
    if (renewedAt > hour) break;
    inTheHourAfter += requests;
    expiry = renewedAt + lifetime;
  }
  return { atTheStart: start.requests, inTheHourAfter };
}

test("with neither, nearly all ask at each refresh", () => {
  const { atTheStart, inTheHourAfter } = requestsOf("neither");
  expect(atTheStart).toBeGreaterThan(instances * 0.9);
  expect(inTheHourAfter).toBeGreaterThan(3 * instances * 0.9);
});

test("with the spread, about one asks at each refresh", () => {
  const { atTheStart, inTheHourAfter } = requestsOf("spread");
  expect(atTheStart).toBeGreaterThan(instances * 0.9);
  expect(inTheHourAfter).toBeLessThan(6);
});

test("with the lease, one asks at each refresh and at the start", () => {
  expect(requestsOf("lease")).toEqual({ atTheStart: 1, inTheHourAfter: 3 });
});

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
