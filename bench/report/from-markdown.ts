import type { Section } from "./report.ts";

/** The sections of a report that was kept, those with a table. */
export function fromMarkdown(text: string): readonly Section[] {
  return text
    .split(/^## /m)
    .slice(1)
    .flatMap((part) => {
      const [title = "", ...lines] = part.split("\n");
      const [columns, , ...rows] = lines.filter((line) => line.startsWith("|")).map(cellsOf);
      const explanation = lines.find((line) => line !== "" && !line.startsWith("|")) ?? "";
      return columns ? [{ title, explanation, columns, rows }] : [];
    });
}

function cellsOf(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}
