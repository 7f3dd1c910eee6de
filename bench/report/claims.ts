import type { Section } from "./report.ts";
import { summaryOf } from "./summary.ts";

const begin = "<!-- bench -->";
const end = "<!-- /bench -->";

/** The README with the figures of a report in their place; it throws where there is none. */
export function withClaims(readme: string, report: readonly Section[]): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`The README has no place for figures: ${begin} … ${end}.`);
  }
  return `${before}${begin}\n\n${claimsOf(report)}\n\n${end}${after}`;
}

/** What the README claims of this library's speed, and of others'. */
function claimsOf(report: readonly Section[]): string {
  const { rows } = summaryOf(report);
  const lines = rows.map(([what, own, , , others]) => `| ${what} | ${own} | ${others} |`);
  return ["| | sirv-token | others |", "| --- | --- | --- |", ...lines].join("\n");
}
