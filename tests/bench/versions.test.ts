import { expect, test } from "vitest";
import { isAtMost } from "./versions.ts";

test.each([
  ["0.1.0", "0.1.0", true],
  ["0.1.0", "0.2.0", true],
  ["0.9.1", "0.10.0", true],
  ["1.9.9", "1.10.0", true],
  ["0.10.0", "0.9.1", false],
  ["2.0.0", "1.10.10", false],
  ["1.0.1", "1.0.0", false],
  ["", "1.0.0", false],
] as const)("%s is at most %s: %s", (version, other, is) => {
  expect(isAtMost(version, other)).toBe(is);
});
