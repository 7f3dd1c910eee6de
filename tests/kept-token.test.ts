import { expect, test } from "vitest";
import { keepToken } from "../lib/kept-token.ts";
import type { TokenProviderOptions } from "../lib/index.ts";

const accessToken = { token: "FAKE", expiresIn: 1200, scope: [], expiresAt: 0 };

const windows = (lifetime: number, options: TokenProviderOptions = {}) => {
  const { refreshAhead, waitAhead } = keepToken(accessToken, lifetime, options);
  return [refreshAhead, waitAhead];
};

test("both windows scale with the lifetime", () => {
  expect(windows(604_800_000)).toEqual([120_000, 10_000]);
  expect(windows(1_200_000)).toEqual([120_000, 10_000]);
  expect(windows(60_000)).toEqual([15_000, 3000]);
  expect(windows(5000)).toEqual([1250, 250]);
});

test("both can be set, up to half the lifetime", () => {
  expect(windows(1_200_000, { refreshAhead: 300_000, waitAhead: 0 })).toEqual([300_000, 0]);
  expect(windows(60_000, { refreshAhead: 300_000, waitAhead: 60_000 })).toEqual([30_000, 30_000]);
  expect(windows(1_200_000, { refreshAhead: 0 })).toEqual([10_000, 10_000]);
});

test("the promise is made once", async () => {
  const kept = keepToken(accessToken, 5000, {});
  expect(await kept.promise).toBe(accessToken);
  expect(kept.left()).toBeLessThanOrEqual(5000);
});
