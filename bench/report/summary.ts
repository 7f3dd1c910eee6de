import { ours } from "../measure/ours.ts";
import type { Table } from "../work/work.ts";
import { comparisons } from "./comparisons.ts";
import { cellAt, figureAt, type Section } from "./report.ts";

/** This library's figures beside what was to be reached and its peers', the least of these first. */
export function summaryOf(report: readonly Section[]): Table {
  const rows = comparisons.map(({ what, name = ours, limit, peers, title, column, row = [] }) => {
    const placeOf = (who: string) => ({ title, column, row: [who, ...row] });
    const others = Object.entries(peers)
      .map(([who, short]) => ({
        words: `${short} ${cellAt(report, placeOf(who))}`,
        figure: figureAt(report, placeOf(who)),
      }))
      .toSorted((one, other) => one.figure - other.figure)
      .map(({ words }) => words);
    return [
      what,
      cellAt(report, placeOf(name)),
      limit === undefined ? "–" : `≤ ${limit}`,
      verdictOf(figureAt(report, placeOf(name)), limit),
      others.join(", ") || "–",
    ];
  });
  return { columns: ["what", ours, "to reach", "", "others in the same run"], rows };
}

function verdictOf(figure: number, limit: number | undefined): string {
  if (limit === undefined) return "–";
  return figure <= limit ? "reached" : "missed";
}
