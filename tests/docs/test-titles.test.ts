import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testTitlesIn } from "../support/test-titles.ts";

test("titles are those of tests that hold something", (context) => {
  const file = join(temporaryFolder(context), "some.test.ts");
  writeFileSync(
    file,
    `
test("one", () => {});
describe("group", { timeout: 1 }, () => {
  test.concurrent.each([1])("two", () => {});
  test.skip("skipped", () => {});
  test.fails.each([1])("fails", () => {});
  test("skipped by an option", { skip: true }, () => {});
  test.todo("to do");
});
describe.skip("all skipped", () => {
  test("within", () => {});
});
`,
  );
  expect(testTitlesIn(file)).toEqual(["one", "group > two"]);
});
