import { readFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";
import { markdownTable } from "markdown-table";
import { ours } from "../measure/ours.ts";
import type { Table } from "../work/work.ts";
import type { Section } from "./report.ts";
import { summaryOf } from "./summary.ts";

/** A table for people, and for `fromMarkdown`; figures at the right. */
export function toTable({ columns, rows }: Table): string {
  const align = columns.map((_, index) => (rows.every((row) => isFigure(row[index])) ? "r" : "l"));
  return markdownTable([columns, ...rows], { align });
}

/** The report as it is kept, with the machine and the versions that it was made on. */
export function toMarkdown(report: readonly Section[]): string {
  const parts = [
    "# Side by side",
    "What `npm run bench` measured in one run, on one machine. Another machine has other times; the ratios are what to look at. Where a table has `the same again`, that is one of its rows a second time, and tells how much is noise.",
    "Each is used as its documentation has it, where there is any: AWS is the `memoize` of its SDK for JavaScript, which that wraps around whatever gives credentials; Azure is what keeps the tokens of its clients, which its package does not export; Google has no grant for client credentials, and exchanges a refresh token, or calls a `refreshHandler`.",
    machine(),
    "## What was to be reached",
    toTable(summaryOf(report)),
    ...report.flatMap((section) => [`## ${section.title}`, section.explanation, toTable(section)]),
    "## What it was compared with",
    toTable({ columns: ["package", "version"], rows: Object.entries(versions()) }),
  ];
  return `${parts.join("\n\n")}\n`;
}

function isFigure(cell: string | undefined): boolean {
  return cell !== undefined && /^(–|-?[\d.]+( ms)?( \(.+\))?)$/.test(cell);
}

function machine(): string {
  const { v8 } = process.versions;
  const [processor] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const [day] = new Date().toISOString().split("T");
  return `${day}: Node ${process.versions.node} (V8 ${v8}), ${platform()} on ${arch()}, ${cpus().length} × ${processor?.model.trim() || "a processor without a name"}, ${gigabytes} GiB.`;
}

/** This library's, and those that the bench pins. */
function versions(): Readonly<Record<string, string>> {
  const { version } = readJson("../../package.json") as { readonly version: string };
  const { dependencies } = readJson("../package.json") as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return { [ours]: version, ...dependencies };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}
