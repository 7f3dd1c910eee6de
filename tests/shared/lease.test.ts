import { describe, expect, test, vi } from "vitest";
import { takeLease } from "../../lib/shared/lease.ts";
import type { SharedLocks } from "../../lib/shared/index.ts";
import { createMemoryLocks } from "../support/memory-store.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

test("the first has it until it gives it back", async () => {
  const locks = createMemoryLocks();
  const release = await takeLease(locks, "fake", 1000);
  expect(await takeLease(locks, "fake", 1000)).toBeUndefined();
  release?.();
  await vi.waitFor(() => expect(locks.held.size).toBe(0), 20_000);
  expect(await takeLease(locks, "fake", 1000)).toBeTypeOf("function");
});

test("the lease is asked for with ifAvailable alone", async () => {
  const options: unknown[] = [];
  const request: SharedLocks["request"] = (_name, given, callback) => {
    options.push(given);
    return callback(null);
  };
  await takeLease({ request }, "fake", 1000);
  expect(options).toEqual([{ ifAvailable: true }]);
});

test.each([null, undefined, false])("%j means that somebody else has it", async (lock) => {
  const request: SharedLocks["request"] = (_name, _options, callback) => callback(lock);
  expect(await takeLease({ request }, "fake", 1000)).toBeUndefined();
});

test.each<[string, SharedLocks["request"]]>([
  [
    "throws",
    () => {
      throw new Error("no lease today");
    },
  ],
  ["rejects", async () => Promise.reject(new Error("no lease today"))],
])("a lock that %s is told of", async (_, request) => {
  await expect(takeLease({ request }, "fake", 1000)).rejects.toThrow("no lease today");
});

describe("with clocks that are moved", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("a lock that does not answer is given up after a second, and what comes late is given back", async () => {
    let callback: ((lock: unknown) => Promise<void> | void) | undefined;
    const request: SharedLocks["request"] = async (_name, _options, given) => {
      callback = given;
      return new Promise(() => undefined);
    };
    const outcome = takeLease({ request }, "fake", 30_000).then(
      () => "taken",
      () => "given up",
    );
    await clocks.pass(999);
    expect(await Promise.race([outcome, Promise.resolve("waiting")])).toBe("waiting");
    await clocks.pass(1);
    expect(await outcome).toBe("given up");
    // The holder's promise settles, so the lease is free again.
    expect(await callback?.({})).toBeUndefined();
  });
});
