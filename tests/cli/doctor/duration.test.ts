import { expect, test } from "vitest";
import { duration } from "../../../lib/cli/doctor/duration.ts";

test.each([
  [1, "1 second"],
  [5000, "5 seconds"],
  [120_000, "120 seconds"],
  [121_000, "2 minutes"],
  [3_600_500, "60 minutes"],
  [7_300_000, "2 hours"],
  [172_800_000, "48 hours"],
  [604_800_000, "7 days"],
  [86_400_000 * 365, "365 days"],
])("%i ms is %s", (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});
