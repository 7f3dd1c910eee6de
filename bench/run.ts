import { createProgress } from "./report/progress.ts";
import { type Report, titled } from "./report/report.ts";
import { toMarkdown, toTable } from "./report/to-markdown.ts";
import { writeReport } from "./report/write-report.ts";
import { bundleSize } from "./work/bundle-size.ts";
import { cachedRead } from "./work/cached-read.ts";
import { coldHerd } from "./work/cold-herd.ts";
import { coldProcess } from "./work/cold-process.ts";
import { crowds } from "./work/crowds.ts";
import { memory } from "./work/memory.ts";
import { refusals } from "./work/refusals.ts";
import { warmRequest } from "./work/warm-request.ts";
import type { WorkName } from "./work/names.ts";
import type { Work } from "./work/work.ts";

/** All that is measured. What is measured within this process comes before what others are started for. */
const works: readonly Work[] = [
  warmRequest,
  cachedRead,
  coldHerd,
  crowds,
  refusals,
  bundleSize,
  coldProcess,
  memory,
];

/** What is asked for. */
export interface Order {
  readonly isQuick: boolean;
  /** All if there is none. */
  readonly names: readonly WorkName[];
}

/** Measures and prints, and writes what it was if it was all of it. */
export async function run({ isQuick, names }: Order): Promise<void> {
  if (isQuick) process.stderr.write("Few rounds and small crowds: not to be quoted.\n");
  const chosen = works.filter(({ name }) => names.length === 0 || names.includes(name));
  const report: Report = [];
  for (const [index, work] of chosen.entries()) {
    const progress = createProgress(`${index + 1} of ${chosen.length}: ${work.title}`);
    const table = await work.measure({ isQuick, progress: progress.tell });
    progress.end();
    report.push(titled(work, table));
    process.stdout.write(`\n${work.title}\n\n${toTable(table)}\n`);
  }
  if (isQuick || names.length > 0) return;
  await writeReport(report, toMarkdown(report));
  process.stderr.write("\nbench/RESULTS.md, bench/results.svg and docs/speed.md are written.\n");
}
