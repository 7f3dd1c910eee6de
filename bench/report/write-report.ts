import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chartOf } from "./chart.ts";
import { withClaims } from "./claims.ts";
import type { Section } from "./report.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Writes the report, its chart, and the README's figures. */
export async function writeReport(report: readonly Section[], markdown: string): Promise<void> {
  const readme = `${root}README.md`;
  writeFileSync(`${root}bench/RESULTS.md`, markdown);
  writeFileSync(`${root}bench/results.svg`, chartOf(report));
  writeFileSync(readme, withClaims(readFileSync(readme, "utf8"), report));
  execFileSync(`${root}node_modules/.bin/oxfmt`, ["README.md", "bench/RESULTS.md"], { cwd: root });
}
