// Processes that share a token by real stores, as docs/shared.md shows them.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { type Engine, startDenoKv, startPostgres } from "./engines.ts";
import { askedOf, type Fleet, note, startFleet, storeOf } from "./fleet.ts";
import { startRedis } from "./redis-server.ts";

interface Case {
  readonly heading: string;
  readonly engine: () => Promise<Engine>;
  readonly isLocked: boolean;
  readonly size: number;
}

describe.each<Case>([
  { heading: "ioredis", engine: startRedis, isLocked: true, size: 8 },
  { heading: "ioredis", engine: startRedis, isLocked: false, size: 8 },
  { heading: "node-redis", engine: startRedis, isLocked: true, size: 3 },
  { heading: "unstorage", engine: startRedis, isLocked: false, size: 3 },
  { heading: "Postgres", engine: startPostgres, isLocked: true, size: 3 },
  // Its file is for one process: others find it locked now and then.
  { heading: "Deno KV", engine: startDenoKv, isLocked: true, size: 1 },
  { heading: "keyv", engine: startRedis, isLocked: false, size: 3 },
])("$heading, with a lease: $isLocked", ({ heading, engine, isLocked, size }) => {
  let started: Engine | undefined;
  let sandbox: RemoteSandbox;
  let fleet: Fleet | undefined;
  beforeAll(async () => {
    started = await engine();
    const { env, runtime } = started;
    sandbox = await createRemoteSandbox({ latency: 100 });
    fleet = await startFleet(size, storeOf(heading), env, sandbox, { isLocked }, runtime);
  });
  afterAll(async () => {
    await fleet?.end();
    await started?.end();
  });

  test("250 callers of each find a cold store", async () => {
    const { tokens, failures, calls, longestWait } = await fleet!.tell({
      do: "begin",
      callers: 250,
    });
    const requests = await askedOf(sandbox);
    note(`${heading}, ${isLocked ? "a lease" : "no lease"}, ${size} × 250 callers, a cold store`, {
      "token requests": requests,
      "ms the longest wait": longestWait,
    });
    expect(failures).toEqual([]);
    expect(calls).toBe(size * 250);
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThanOrEqual(isLocked ? 1 : size);
    expect(tokens).toHaveLength(requests);
  });

  test("who comes later finds a token in it", async () => {
    const before = await askedOf(sandbox);
    const { failures, tokens } = await fleet!.tell({ do: "begin", callers: 250 });
    expect(failures).toEqual([]);
    expect(tokens).toHaveLength(1);
    expect(await askedOf(sandbox)).toBe(before);
  });
});
