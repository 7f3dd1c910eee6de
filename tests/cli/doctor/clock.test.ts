import { expect, test } from "vitest";
import { checkClock } from "../../../lib/cli/doctor/clock.ts";

const now = Date.UTC(2030, 0, 1, 12);

/** A reply whose server's clock is so far from this machine's; it took a second and a half. */
function replyFrom(difference: number) {
  // The header has no milliseconds.
  const date = new Date(now + 1000 + difference).toUTCString();
  return { date, sentAt: now, receivedAt: now + 1500 };
}

test.each([
  [0, "ok", "agrees with the server's."],
  [29_000, "ok", "agrees with the server's."],
  [-29_000, "ok", "agrees with the server's."],
  [40_000, "note", "is 40 seconds behind the server's."],
  [-40_000, "note", "is 38 seconds ahead of the server's."],
  [3_600_000, "note", "is 60 minutes behind the server's."],
  [-86_400_000 * 30, "note", "is 30 days ahead of the server's."],
])("a server %i ms ahead: %s", (difference, status, words) => {
  const finding = checkClock(replyFrom(difference));
  expect(finding.status).toBe(status);
  expect(finding.message).toBe(`This machine's clock ${words}`);
  // Nothing of sirv-token fails by it: a script that asks before it deploys goes on.
  expect(finding.exitCode).toBe(0);
});

test("a slow reply is no difference between clocks", () => {
  const reply = { date: new Date(now).toUTCString(), sentAt: now, receivedAt: now + 600_000 };
  expect(checkClock(reply).status).toBe("ok");
});

test.each([null, "", "soon"])("without a date that can be read, %j, it says so", (date) => {
  const { status, message } = checkClock({ date, sentAt: now, receivedAt: now });
  expect([status, message]).toEqual([
    "note",
    "The reply has no date header to compare this machine's clock with.",
  ]);
});
