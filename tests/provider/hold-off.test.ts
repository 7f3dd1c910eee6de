import { describe, expect, test } from "vitest";
import { createHoldOff, type HoldOff } from "../../lib/provider/hold-off.ts";
import { isTokenError } from "../../lib/index.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { failure } from "../support/scripted-source.ts";

describe("a hold-off", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  /** How long the hold-offs are after so many failures in a row. */
  async function waits(count: number, hasToken: boolean) {
    const list = [];
    let holdOff: HoldOff | undefined;
    for (let failures = 0; failures < count; failures += 1) {
      holdOff = createHoldOff(failure(503), hasToken, holdOff);
      expect(holdOff.holds(hasToken)).toBe(true);
      const error = holdOff.error();
      const milliseconds = isTokenError(error) ? (error.retryAfter ?? 0) : 0;
      list.push(milliseconds);
      await clocks.pass(milliseconds);
      expect(holdOff.holds(hasToken)).toBe(false);
    }
    return list;
  }

  test("without a token lasts 1 s first, and doubles up to 30 s", async () => {
    expect(await waits(7, false)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  test("with a token lasts between 1 s and 1 min, and differs", async () => {
    const list = await waits(30, true);
    expect(Math.min(...list)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...list)).toBeLessThanOrEqual(60_000);
    expect(list[0]).toBeLessThanOrEqual(2000);
    expect(new Set(list).size).toBeGreaterThan(20);
  });

  test("ends with the token at whose leisure it was chosen, and then starts small", () => {
    let holdOff: HoldOff | undefined;
    for (let failures = 0; failures < 10; failures += 1) {
      holdOff = createHoldOff(failure(503), true, holdOff);
    }
    expect(holdOff?.holds(true)).toBe(true);
    expect(holdOff?.holds(false)).toBe(false);
    const next = createHoldOff(failure(503), false, holdOff);
    expect(next.error()).toMatchObject({ retryAfter: 1000 });
  });

  test.each([true, false])("lasts as long as the server says (with a token: %j)", async (has) => {
    const holdOff = createHoldOff(failure(429, 1_800_000), has);
    expect(holdOff.error()).toMatchObject({ code: "rate_limited", retryAfter: 1_800_000 });
    await clocks.pass(1_000_000);
    expect(holdOff.error()).toMatchObject({ status: 429, retryAfter: 800_000 });
    await clocks.pass(800_000);
    expect(holdOff.holds(false)).toBe(false);
  });

  test.each([Number.NaN, 0, -5, "Wed, 21 Oct 2026 07:28:00 GMT", {}])(
    "lasts as usual when an error's retryAfter is %j",
    (retryAfter) => {
      const holdOff = createHoldOff(Object.assign(failure(503), { retryAfter }), false);
      expect(holdOff.error()).toMatchObject({ retryAfter: 1000 });
    },
  );

  test("never lasts longer than an hour, whatever the server says", () => {
    const holdOff = createHoldOff(failure(429, 1e15), false);
    expect(holdOff.error()).toMatchObject({ retryAfter: 3_600_000 });
  });

  test("gives an error of its own each time, and leaves the first one as it was", () => {
    const first = failure(503);
    const holdOff = createHoldOff(first, false);
    expect(holdOff.error()).not.toBe(first);
    expect(holdOff.error()).toMatchObject({
      message: `No token was asked for: the last request failed, and the next may be made in 1 s. ${first.message}`,
      code: "http_error",
      status: 503,
    });
    expect(first.retryAfter).toBeUndefined();
  });

  test.each([new Error("the secrets manager is down"), "no secrets today", undefined, null])(
    "gives somebody else's error as it is: %s",
    (error) => {
      const holdOff = createHoldOff(error, false);
      expect(holdOff.holds(false)).toBe(true);
      expect(holdOff.error()).toBe(error);
    },
  );
});
