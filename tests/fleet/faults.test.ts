// What fails around busy processes, and that none of their callers notices: each of their calls gets a token that
// works. A provider fails a call that takes longer than the time allowed.
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SandboxOptions } from "../../lib/sandbox/index.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { askedOf, type Fleet, note, type Start, startFleet, storeOf, unlimited } from "./fleet.ts";
import { type RedisServer, startRedis } from "./redis-server.ts";
import { startSlowProxy } from "./slow-proxy.ts";

let redis: RedisServer;
let sandbox: RemoteSandbox;
let fleets: Fleet[] = [];
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  await Promise.all(fleets.map(async (fleet) => fleet.end()));
  fleets = [];
  await redis.end();
});

const createSandbox = async (options: SandboxOptions = {}) => {
  sandbox = await createRemoteSandbox({ latency: 100, rateLimit: unlimited, ...options });
};

/** Starts instances. @param env - Where the Redis is, if it is not asked directly. */
async function start(
  size: number,
  settings: Partial<Start> = {},
  { env = redis.env, lease = 10_000 } = {},
): Promise<Fleet> {
  const fleet = await startFleet(size, storeOf("ioredis", lease), env, sandbox, settings);
  fleets.push(fleet);
  return fleet;
}

/** Waits until all instances have seen so many tokens. */
async function untilSeen({ tell }: Fleet, count: number): Promise<void> {
  const enough = async () =>
    expect((await tell({ do: "report" })).seen).toBeGreaterThanOrEqual(count);
  await vi.waitFor(enough, 50_000);
}

test.each(["SIGKILL", "SIGSTOP"] as const)("Redis gets a %s", async (signal) => {
  await createSandbox();
  const fleet = await start(4, { expiresIn: 5 });
  await fleet.tell({ do: "work" });
  await untilSeen(fleet, 1);
  redis.signal(signal);
  // Two refreshes, and more, without it.
  await untilSeen(fleet, 4);
  const { failures, calls, longestWait } = await fleet.tell({ do: "rest" });
  note(`Redis gets a ${signal}`, { calls, "ms the longest call": longestWait });
  expect(failures).toEqual([]);
});

test("Redis comes back", async () => {
  await createSandbox();
  const fleet = await start(4, { expiresIn: 5 });
  redis.signal("SIGSTOP");
  await fleet.tell({ do: "work" });
  await untilSeen(fleet, 1);
  redis.signal("SIGCONT");
  await untilSeen(fleet, 3);
  // They share again: three refreshes, for which they would ask twelve times without it.
  const before = await askedOf(sandbox);
  await untilSeen(fleet, 6);
  const requests = (await askedOf(sandbox)) - before;
  note("three refreshes of 4 processes after Redis came back", { "token requests": requests });
  expect(requests).toBeLessThan(8);
  expect((await fleet.tell({ do: "rest" })).failures).toEqual([]);
});

test("Redis takes 200 ms", async () => {
  await createSandbox();
  const proxy = await startSlowProxy(redis.port, 200);
  const fleet = await start(4, {}, { env: { REDIS_URL: `redis://127.0.0.1:${proxy.port}` } });
  const { failures, longestWait } = await fleet.tell({ do: "begin", callers: 100 });
  const requests = await askedOf(sandbox);
  note("Redis takes 200 ms", { "token requests": requests, "ms the longest wait": longestWait });
  await proxy.close();
  expect(failures).toEqual([]);
  expect(requests).toBeLessThanOrEqual(4);
});

test("Redis is full of garbage", async () => {
  await createSandbox();
  const fleet = await start(4);
  await fleet.tell({ do: "begin", callers: 1 });
  const client = new Redis(redis.port);
  const names = await client.keys("sirv-token:*");
  for (const name of names) await client.set(name, '{"version":1,"iv":"FAKE","sealed":7}');
  await client.quit();
  expect(names).toHaveLength(1);
  const { failures, tokens, longestWait } = await fleet.tell({ do: "begin", callers: 100 });
  note("Redis is full of garbage", { "ms the longest wait": longestWait });
  expect(failures).toEqual([]);
  expect(tokens).toHaveLength(1);
  expect(await askedOf(sandbox)).toBe(2);
});

test("the holder of the lease is killed", async () => {
  await createSandbox({ latency: 2000 });
  const holder = await start(1);
  // Without an answer: it is killed meanwhile.
  void holder.tell({ do: "begin", callers: 1 });
  await vi.waitFor(async () => expect(await askedOf(sandbox)).toBe(1), 10_000);
  holder.kill(0);
  const fleet = await start(4, { totalTimeout: 15_000 });
  const { failures, longestWait } = await fleet.tell({ do: "begin", callers: 100 });
  const requests = await askedOf(sandbox);
  note("the holder of the lease is killed, with a totalTimeout of 15 s", {
    "token requests": requests,
    "ms the longest wait": longestWait,
  });
  expect(failures).toEqual([]);
  expect(requests).toBeLessThanOrEqual(1 + 4);
});

test("one clock is 10 minutes ahead, and one behind", async () => {
  await createSandbox();
  const right = await start(2, { expiresIn: 5 });
  const ahead = await start(1, { expiresIn: 5, clockAhead: 600_000 });
  const behind = await start(1, { expiresIn: 5, clockAhead: -600_000 });
  const all = [right, ahead, behind];
  for (const fleet of all) await fleet.tell({ do: "work" });
  for (const fleet of all) await untilSeen(fleet, 4);
  for (const fleet of all) {
    const { failures, calls, longestWait } = await fleet.tell({ do: "rest" });
    note("one clock is 10 minutes ahead, and one behind", {
      calls,
      "ms the longest call": longestWait,
    });
    expect(failures).toEqual([]);
  }
});

test("Sirv is slower than the lease", async () => {
  await createSandbox({ latency: 1500 });
  const fleet = await start(4, {}, { lease: 300 });
  const { failures, longestWait } = await fleet.tell({ do: "begin", callers: 100 });
  const requests = await askedOf(sandbox);
  note("Sirv takes 1.5 s, the lease 0.3 s", {
    "token requests": requests,
    "ms the longest wait": longestWait,
  });
  expect(failures).toEqual([]);
  expect(requests).toBeLessThanOrEqual(4);
});
