import { describe, expect, test } from "vitest";
import { timeToken } from "../../lib/request/timed-token.ts";
import { tokenReply } from "../support/control.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

describe("a token that came with a reply", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("began to age when it was asked for", async () => {
    const sentAt = performance.now();
    const askedAt = Date.now();
    await clocks.pass(2000);
    const { accessToken, timeLeft } = timeToken({ ...tokenReply, expiresIn: 60 }, sentAt);
    expect(timeLeft()).toBe(58_000);
    expect(accessToken.expiresAt).toBe(askedAt + 60_000);
  });

  test("expires at a whole millisecond", () => {
    const { accessToken } = timeToken({ ...tokenReply, expiresIn: 60 }, performance.now() - 0.4);
    expect(Number.isInteger(accessToken.expiresAt)).toBe(true);
  });
});
