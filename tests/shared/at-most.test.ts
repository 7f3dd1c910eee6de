import { describe, expect, test } from "vitest";
import { atMost } from "../../lib/shared/at-most.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

const never = async () => new Promise<never>(() => undefined);

test("what comes in time passes, a failure too", async () => {
  expect(await atMost(1000, async () => "FAKE")).toBe("FAKE");
  await expect(atMost(1000, async () => Promise.reject(new Error("fake")))).rejects.toThrow("fake");
});

describe("with clocks that are moved", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test.each([
    [30_000, 1000],
    [200, 200],
  ])("with %d ms left, it is given up after %d ms", async (left, limit) => {
    const outcome = atMost(left, never).catch(() => "given up");
    await clocks.pass(limit - 1);
    expect(await Promise.race([outcome, Promise.resolve("waiting")])).toBe("waiting");
    await clocks.pass(1);
    expect(await outcome).toBe("given up");
  });
});
