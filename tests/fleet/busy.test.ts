// Eight busy processes that share a token by Redis, with a lease.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { askedOf, type Fleet, note, startFleet, storeOf, unlimited } from "./fleet.ts";
import { type RedisServer, startRedis } from "./redis-server.ts";

let redis: RedisServer | undefined;
let sandbox: RemoteSandbox;
let fleet: Fleet | undefined;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => redis?.end());

async function start(expiresIn?: number): Promise<Fleet> {
  sandbox = await createRemoteSandbox({ latency: 100, rateLimit: unlimited });
  fleet = await startFleet(8, storeOf("ioredis"), redis!.env, sandbox, { expiresIn });
  return fleet;
}
beforeEach(() => async () => fleet?.end());

test("one asks at each refresh", async () => {
  const { tell } = await start(5);
  await tell({ do: "work" });
  await vi.waitFor(async () => expect(await askedOf(sandbox)).toBeGreaterThan(4), 50_000);
  const { failures, seen, longestWait } = await tell({ do: "rest" });
  const requests = await askedOf(sandbox);
  note("8 busy processes, a refresh each 4 s or so", {
    "token requests": requests,
    "tokens that each process saw": seen,
    "ms the longest call": longestWait,
  });
  expect(failures).toEqual([]);
  // Where two ask at a refresh, one of the tokens is the asker's alone. The last may be under way.
  expect(requests - seen).toBeLessThanOrEqual(1);
});

test("a revoked token is replaced once, and no call fails", async () => {
  const { tell } = await start();
  await tell({ do: "work" });
  const report = async () => tell({ do: "report" });
  await vi.waitFor(async () => expect((await report()).seen).toBe(1), 20_000);
  const { tokens } = await report();
  await sandbox.revoke(tokens[0] ?? "");
  await vi.waitFor(async () => expect((await report()).seen).toBe(2), 20_000);
  const { failures, tokens: all, calls, longestWait } = await tell({ do: "rest" });
  note("a token revoked under 8 busy processes", {
    "token requests after it": (await askedOf(sandbox)) - 1,
    "failed calls": failures.length,
    calls,
    "ms the longest call": longestWait,
  });
  expect(failures).toEqual([]);
  expect(all).toHaveLength(2);
  expect(await askedOf(sandbox)).toBe(2);
});
