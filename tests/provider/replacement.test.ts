import { describe, expect, test } from "vitest";
import { createReplacements } from "../../lib/provider/replacement.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

describe("refused tokens are replaced", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("twice in half a minute, and then with pauses that double while none heals", async () => {
    const replacements = createReplacements();
    const taken: number[] = [];
    // The first one is an ordinary token, the others came for a refused one.
    for (let second = 0; second < 600; second += 1) {
      if (replacements.take(second > 0)) taken.push(second);
      await clocks.passQuickly(1000);
    }
    expect(taken).toEqual([0, 1, 31, 91, 211, 451]);
  });

  test("never more than an hour apart", async () => {
    const replacements = createReplacements();
    for (let count = 0; count < 20; count += 1) {
      replacements.take(true);
      await clocks.pass(3_600_000);
    }
    expect(replacements.take(true)).toBe(true);
  });

  test("at once again, when an ordinary token has served meanwhile", async () => {
    const replacements = createReplacements();
    for (let count = 0; count < 5; count += 1) {
      replacements.take(true);
      await clocks.pass(500_000);
    }
    expect([replacements.take(false), replacements.take(true)]).toEqual([true, true]);
    expect(replacements.take(true)).toBe(false);
  });

  test("no more often for ordinary tokens that live but seconds", async () => {
    const replacements = createReplacements();
    let taken = 0;
    for (let second = 0; second < 30; second += 1) {
      if (replacements.take(false)) taken += 1;
      await clocks.pass(1000);
    }
    expect(taken).toBe(2);
  });
});
