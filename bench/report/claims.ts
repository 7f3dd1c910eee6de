import type { Section } from "./report.ts";
import { summaryOf } from "./summary.ts";
import { withPart } from "./with-part.ts";

/** docs/speed.md with the figures of a report in their place; it throws where there is none. */
export function withClaims(document: string, report: readonly Section[]): string {
  return withPart(document, "bench", claimsOf(report));
}

/** What the document claims of this library's speed, and of others'. */
function claimsOf(report: readonly Section[]): string {
  const { rows } = summaryOf(report);
  const lines = rows.map(([what, own, , , others]) => `| ${what} | ${own} | ${others} |`);
  return ["| | sirv-token | others |", "| --- | --- | --- |", ...lines].join("\n");
}
