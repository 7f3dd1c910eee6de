import { expect, test } from "vitest";
import { table } from "../../scripts/table.ts";

test("names stand left, numbers right", () => {
  expect(
    table([
      { title: "Bun", passed: 300, failed: 0, milliseconds: 9940, output: "" },
      { title: "Chromium", passed: 2, failed: 12, milliseconds: 12_345, output: "no" },
    ]),
  ).toBe(`\
place     passed  failed  seconds
Bun          300       0      9.9
Chromium       2      12     12.3`);
});
