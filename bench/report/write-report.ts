import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chartOf } from "./chart.ts";
import { withClaims } from "./claims.ts";
import type { Section } from "./report.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Writes the report, its chart, and the figures of docs/speed.md. */
export async function writeReport(report: readonly Section[], markdown: string): Promise<void> {
  const files = {
    "docs/speed.md": withClaims(readFileSync(`${root}docs/speed.md`, "utf8"), report),
    "bench/RESULTS.md": markdown,
    "bench/results.svg": chartOf(report),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(`${root}${file}`, text);
  execFileSync(`${root}node_modules/.bin/oxfmt`, ["docs/speed.md", "bench/RESULTS.md"], {
    cwd: root,
  });
}
