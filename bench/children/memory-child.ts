// Makes many keepers of one kind, each with a token in it, and tells what they hold on to.
import { setImmediate as nextTurn } from "node:timers/promises";
import { stubFetch } from "../measure/stub-fetch.ts";
import type { Candidate } from "../measure/rounds.ts";
import { keeperCalled } from "../peers/keepers.ts";

/** What a keeper with a token holds on to. */
export interface Holdings {
  readonly bytes: number;
  /** Of all keepers, those that keep the process alive. */
  readonly timers: number;
}

const [name, count] = process.argv.slice(2);
const endpoint = "http://127.0.0.1/v2/token";
const { create } = keeperCalled(name, { endpoint, fetch: stubFetch });

// Whoever has started it may be gone.
process.once("disconnect", () => process.exit());

// What is loaded and compiled when it is first needed is not counted.
await makeLoaded(100);
const before = await heapAfterCollection();
const kept = await makeLoaded(Number(count));
const bytes = ((await heapAfterCollection()) - before) / kept.length;
const timers = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
process.send?.({ bytes, timers } satisfies Holdings);

async function makeLoaded(many: number): Promise<Candidate[]> {
  const loaded: Candidate[] = [];
  for (let made = 0; made < many; made += 1) {
    const get = create();
    await get();
    loaded.push(get);
  }
  return loaded;
}

async function heapAfterCollection(): Promise<number> {
  if (!globalThis.gc) throw new Error("Run it with --expose-gc.");
  // What is let go in one turn can let go of more in the next.
  for (let time = 0; time < 5; time += 1) {
    await nextTurn();
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}
