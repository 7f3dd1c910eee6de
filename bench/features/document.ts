import { withPart } from "../report/with-part.ts";
import type { FeaturesData, Row } from "./data.ts";
import type { Finding } from "./finding.ts";

/** The document with what a run found between its markers; it throws where there are none. */
export function withFeatures(text: string, data: FeaturesData): string {
  const parts = { versions: versionsOf(data), features: tableOf(data), seen: seenOf(data) };
  return Object.entries(parts).reduce(
    (written, [name, part]) => withPart(written, name, part),
    text,
  );
}

/** The README's rows and columns, by their names in the data. */
interface Choice {
  readonly rows: readonly string[];
  /** What columns are called there. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A table of some rows and columns, for a document that has little room. */
export function shortTable({ rows, columns }: FeaturesData, choice: Choice): string {
  const indices = Object.keys(choice.columns).map((name) =>
    columns.findIndex((column) => column.name === name),
  );
  const chosen = choice.rows.map((title): string[] => {
    const row = rows.find((each) => each.title === title);
    return [title, ...indices.map((index) => markOf(row?.findings[index]))];
  });
  return toMarkdown(["", ...Object.values(choice.columns)], chosen);
}

function versionsOf({ date, node, columns }: FeaturesData): string {
  const rows = columns.map(({ name, version, isRead }) => [
    name,
    version,
    isRead ? "source read" : "run",
  ]);
  return `${date}, Node ${node}.\n\n${toMarkdown(["who", "version", "how"], rows)}`;
}

function tableOf({ columns, rows }: FeaturesData): string {
  return toMarkdown(
    ["", ...columns.map(({ name }) => name)],
    rows.map(({ title, findings }) => [title, ...findings.map(markOf)]),
  );
}

function seenOf(data: FeaturesData): string {
  return data.rows.map((row) => sectionOf(row, data)).join("\n\n");
}

function sectionOf({ title, probe, findings }: Row, { columns }: FeaturesData): string {
  const rows = findings.map((finding, index) => [
    columns[index]?.name ?? "",
    markOf(finding),
    finding.seen,
  ]);
  return `### ${title}\n\n${probe}\n\n${toMarkdown(["who", "", "what was seen"], rows)}`;
}

function markOf(finding: Finding | undefined): string {
  if (!finding) throw new Error("There is no such row or column.");
  const { verdict, seen } = finding;
  if (verdict === "figure") return seen;
  return verdict === "none" ? "–" : verdict;
}

function toMarkdown(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}
