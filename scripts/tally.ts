// What a run of Vitest comes to, from its JSON report and how the process ended.

/** What is used of Vitest's JSON report. */
export interface Report {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Every test that did not pass failed, skipped ones too. A file that could not be loaded is one
 * failure, and so is a run that failed otherwise or left no report.
 */
export function tally(report: Report | undefined, exitCode: number | null): Tally {
  if (!report) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numTotalTests } = report;
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const failed = numTotalTests - passed + unloaded;
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** The line that ends a run. */
export function totalLine(tallies: readonly Tally[]): string {
  const sum = (key: keyof Tally) => tallies.reduce((total, each) => total + each[key], 0);
  return `${sum("passed")} passed, ${sum("failed")} failed`;
}
