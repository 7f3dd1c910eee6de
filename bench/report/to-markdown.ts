import { readFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";
import { markdownTable } from "markdown-table";
import type { Table } from "../work/work.ts";
import type { Section } from "./report.ts";
import { summaryOf } from "./targets.ts";

/** A table for people, and for `fromMarkdown`; figures at the right. */
export function toTable({ columns, rows }: Table): string {
  const align = columns.map((_, index) => (rows.every((row) => isFigure(row[index])) ? "r" : "l"));
  return markdownTable([columns, ...rows], { align });
}

/** The report as it is kept, with the machine and the versions that it was made on. */
export function toMarkdown(report: readonly Section[]): string {
  const parts = [
    "# Side by side",
    "What `npm run bench` measured in one run, on one machine. Another machine has other times; the ratios are what to look at, and `the same again`, a baseline that was measured twice, tells how much of them is noise.",
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
  return cell !== undefined && /^-?[\d.]+( ms)?$/.test(cell);
}

function machine(): string {
  const { v8 } = process.versions;
  const [processor] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const [day] = new Date().toISOString().split("T");
  return `${day}: Node ${process.versions.node} (V8 ${v8}), ${platform()} on ${arch()}, ${cpus().length} × ${processor?.model.trim() || "a processor without a name"}, ${gigabytes} GiB.`;
}

/** As the bench pins them. */
function versions(): Readonly<Record<string, string>> {
  const file = new URL("../package.json", import.meta.url);
  const { dependencies } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return dependencies;
}
