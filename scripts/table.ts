import type { PlaceRun } from "./run-place.ts";

/** The places' totals and times, one a line, in columns. */
export function table(runs: readonly PlaceRun[]): string {
  const rows = runs.map(({ title, passed, failed, milliseconds }) => [
    title,
    String(passed),
    String(failed),
    (milliseconds / 1000).toFixed(1),
  ]);
  const all = [["place", "passed", "failed", "seconds"], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
    .join("\n");
}
