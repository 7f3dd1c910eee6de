import { describe, expect, test } from "vitest";
import { countdown } from "../../lib/support/countdown.ts";
import { useFakeClocks } from "./fake-clocks.ts";

describe("a countdown", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("goes down to nothing, and below", async () => {
    const left = countdown(5000);
    expect(left()).toBe(5000);
    await clocks.pass(3000);
    expect(left()).toBe(2000);
    await clocks.pass(3000);
    expect(left()).toBe(-1000);
  });

  test("may have begun before", async () => {
    const begun = performance.now();
    await clocks.pass(3000);
    expect(countdown(5000, begun)()).toBe(2000);
  });

  test("is not longer for a clock that jumps back an hour", async () => {
    const left = countdown(5000);
    clocks.jump(-3_600_000);
    await clocks.pass(4000);
    expect(left()).toBe(1000);
  });

  test("goes on while a laptop sleeps for two hours", () => {
    const left = countdown(7_200_001);
    clocks.sleep(7_200_000);
    expect(left()).toBe(1);
  });
});
