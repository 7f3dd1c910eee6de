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
  /** The works' names; all if there is none. */
  readonly names: readonly string[];
}

/** Measures, prints and, if it was all of it, writes; gives the exit code. */
export async function run({ isQuick, names }: Order): Promise<number> {
  const unknown = names.filter((name) => !works.some((work) => work.name === name));
  if (unknown.length > 0) {
    const known = works.map(({ name }) => name).join(", ");
    process.stderr.write(`There is no work "${unknown.join('", "')}". There are: ${known}.\n`);
    return 2;
  }
  const chosen = works.filter(({ name }) => names.length === 0 || names.includes(name));
  const report: Report = [];
  for (const [index, work] of chosen.entries()) {
    const progress = createProgress(`${index + 1} of ${chosen.length}: ${work.title}`);
    const table = await work.measure({ isQuick, progress: progress.tell });
    progress.end();
    report.push(titled(work, table));
    process.stdout.write(`\n${work.title}\n\n${toTable(table)}\n`);
  }
  if (!isQuick && chosen.length === works.length) {
    await writeReport(report, toMarkdown(report));
    process.stderr.write("\nbench/RESULTS.md, bench/results.svg and the README are written.\n");
  }
  return 0;
}
