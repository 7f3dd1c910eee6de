// Processes that share a token by a real Redis, with the stores that docs/shared.md shows.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { askedOf, type Fleet, note, startFleet, storeOf } from "./fleet.ts";
import { type RedisServer, startRedis } from "./redis-server.ts";

describe.each([
  { heading: "ioredis", isLocked: true, size: 8, most: 1 },
  { heading: "ioredis", isLocked: false, size: 8, most: 8 },
  { heading: "node-redis", isLocked: true, size: 4, most: 1 },
  { heading: "unstorage", isLocked: false, size: 4, most: 4 },
])("$heading, with a lease: $isLocked", ({ heading, isLocked, size, most }) => {
  let redis: RedisServer | undefined;
  let sandbox: RemoteSandbox;
  let fleet: Fleet | undefined;
  beforeAll(async () => {
    redis = await startRedis();
    sandbox = await createRemoteSandbox({ latency: 100 });
    fleet = await startFleet(size, storeOf(heading), redis.url, sandbox, { isLocked });
  });
  afterAll(async () => {
    await fleet?.end();
    await redis?.end();
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
    expect(requests).toBeLessThanOrEqual(most);
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
