import { describe, expect, test } from "vitest";
import { type Report, tally, totalLine } from "../../scripts/tally.ts";

/** A report of files with tests of these statuses. */
function reportOf(...files: string[][]): Report {
  const all = files.flat();
  return {
    numTotalTests: all.length,
    numPassedTests: all.filter((status) => status === "passed").length,
    testResults: files.map((statuses) => ({
      status: statuses.length === 0 || statuses.includes("failed") ? "failed" : "passed",
      assertionResults: statuses.map((status) => ({ status })),
    })),
  };
}

describe("a run", () => {
  test.each<[string, Report | undefined, number | null, number, number]>([
    ["that passed", reportOf(["passed", "passed"], ["passed"]), 0, 3, 0],
    ["with a failed test", reportOf(["passed", "failed"], ["passed"]), 1, 2, 1],
    ["with tests that were skipped", reportOf(["passed", "skipped", "todo"]), 0, 1, 2],
    ["with a file that was not loaded", reportOf(["passed"], []), 1, 1, 1],
    ["with such a file and a failed test", reportOf(["failed"], []), 1, 0, 2],
    ["that failed outside of the tests", reportOf(["passed"]), 1, 1, 1],
    ["that was ended after its report", reportOf(["passed"]), null, 1, 1],
    ["that left no report", undefined, 0, 0, 1],
  ])("%s", (_, report, exitCode, passed, failed) => {
    expect(tally(report, exitCode)).toEqual({ passed, failed });
  });
});

test("the total is the sum", () => {
  expect(
    totalLine([
      { passed: 3, failed: 0 },
      { passed: 2, failed: 1 },
    ]),
  ).toBe("5 passed, 1 failed");
});
