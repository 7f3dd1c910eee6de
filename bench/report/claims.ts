import type { Section } from "./report.ts";
import { summaryOf } from "./summary.ts";

const begin = "<!-- bench -->";
const end = "<!-- /bench -->";

/** docs/speed.md with the figures of a report in their place; it throws where there is none. */
export function withClaims(document: string, report: readonly Section[]): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`docs/speed.md has no place for figures: ${begin} … ${end}.`);
  }
  return `${before}${begin}\n\n${claimsOf(report)}\n\n${end}${after}`;
}

/** What the document claims of this library's speed, and of others'. */
function claimsOf(report: readonly Section[]): string {
  const { rows } = summaryOf(report);
  const lines = rows.map(([what, own, , , others]) => `| ${what} | ${own} | ${others} |`);
  return ["| | sirv-token | others |", "| --- | --- | --- |", ...lines].join("\n");
}
