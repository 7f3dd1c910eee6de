import { expect, test } from "vitest";
import { wildcards } from "../../lib/sandbox/wildcards.ts";

test.each([
  ["aurora.jpg", "Aurora.JPG"],
  ["*", ""],
  ["*", "line\nline"],
  ["**", "a"],
  ["a*", "a"],
  ["*a", "ba"],
  ["a*a", "aa"],
  ["*a*b*", "xaxbx"],
  ["a?c", "abc"],
  ["?", "𝒜"],
  ["*.j?g", "a.b.jpg"],
  ["*b*bc", "abbc"],
  [String.raw`\*\?\\`, String.raw`*?\ `.trim()],
  ["[a](b){c}^$.+|/-", "[A](B){C}^$.+|/-"],
  ["", ""],
])("%s is %s", (term, value) => {
  expect(wildcards(term)(value)).toBe(true);
});

test.each([
  ["a", "ab"],
  ["a", "ba"],
  ["a*", "ba"],
  ["*a", "ab"],
  ["a*a", "a"],
  ["a*b*c", "acb"],
  ["ab*ba", "aba"],
  ["a?c", "ac"],
  [String.raw`\*`, "a"],
  [".", "a"],
  ["", "a"],
])("%s is not %s", (term, value) => {
  expect(wildcards(term)(value)).toBe(false);
});

test("many stars take no longer than a few", () => {
  expect(wildcards(`${"*a".repeat(400)}*b`)("a".repeat(10_000))).toBe(false);
});
