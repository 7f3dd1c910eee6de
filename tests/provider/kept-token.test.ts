import { describe, expect, test } from "vitest";
import { KeptToken, type RefreshWindows, windowsFor } from "../../lib/provider/kept-token.ts";
import { countdown } from "../../lib/support/countdown.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

const accessToken = { token: "FAKE", expiresIn: 1200, scope: [], expiresAt: 0 };

const windows = (lifetime: number, options: RefreshWindows = {}) => {
  const { refreshAhead, waitAhead } = windowsFor(lifetime, options);
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
  const kept = new KeptToken({ accessToken, timeLeft: countdown(5000) }, {}, false);
  expect(await kept.promise).toBe(accessToken);
  expect(kept.promise).toBe(kept.promise);
});

describe("a kept token's phase", { concurrent: false }, () => {
  const clocks = useFakeClocks();
  const keep = () => new KeptToken({ accessToken, timeLeft: countdown(1_200_000) }, {}, false);

  test("goes from fresh to expired", async () => {
    const kept = keep();
    const phases = [kept.phase()];
    for (const milliseconds of [1_080_000, 110_000, 10_000]) {
      await clocks.pass(milliseconds);
      phases.push(kept.phase());
    }
    expect(phases).toEqual(["fresh", "ageing", "short", "expired"]);
  });

  test("is short for who needs more, but never for more than half its lifetime", () => {
    const kept = keep();
    expect(kept.phase(1e9)).toBe("fresh");
    expect(kept.phase(Number.NaN)).toBe("fresh");
    expect(kept.phase(-1)).toBe("fresh");
  });

  test("is short from the moment on that is needed", async () => {
    const kept = keep();
    await clocks.pass(900_000);
    expect(kept.phase(299_999)).toBe("fresh");
    expect(kept.phase(300_000)).toBe("short");
  });

  test("is fresh for the hurried too, until it ages", async () => {
    const kept = keep();
    expect(kept.isFresh()).toBe(true);
    await clocks.pass(1_079_999);
    expect(kept.isFresh()).toBe(true);
    await clocks.pass(1);
    expect(kept.isFresh()).toBe(false);
  });

  test("is fresh for the hurried who need more, as long as it serves them", async () => {
    const kept = keep();
    expect(kept.isFresh(1e9)).toBe(true);
    await clocks.pass(899_999);
    expect(kept.isFresh(300_000)).toBe(true);
    await clocks.pass(1);
    expect(kept.isFresh(300_000)).toBe(false);
    expect(kept.isFresh(Number.NaN)).toBe(true);
    expect(kept.isFresh(-1)).toBe(true);
  });
});
