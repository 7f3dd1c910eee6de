// All tests, after what they need of the system. The last line is the total.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { ensureSystemPackages } from "./system-packages.ts";

const report = ".reports/vitest.json";

try {
  ensureSystemPackages();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

rmSync(".reports", { recursive: true, force: true });
mkdirSync(".reports");
const { status } = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: "inherit" },
);
const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(
  readFileSync(report, "utf8"),
) as Record<"numPassedTests" | "numFailedTests" | "numTotalTests", number>;
// One that was skipped did not pass.
const total = `${numPassedTests} passed, ${numTotalTests - numPassedTests} failed`;
writeFileSync(".reports/total", `${total}\n`);
process.stdout.write(`${total}\n`);
process.exit(numFailedTests > 0 ? 1 : (status ?? 1));
