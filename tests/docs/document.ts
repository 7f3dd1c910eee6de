import { readFileSync } from "node:fs";
import { headingsIn } from "../support/headings.ts";

/** A program that a document shows, and what the quotation below it says that it prints. */
interface Program {
  readonly code: string;
  readonly printed: string | undefined;
}

/** A table, cell by cell, as the page shows them but for the marks of code and links. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What stands below a heading. */
export interface Section {
  /** The heading, without the marks of code. */
  readonly heading: string;
  readonly text: string;
  readonly programs: readonly Program[];
  readonly tables: readonly Table[];
}

/** The sections of a document in docs/, the first of which has the document's title. */
export function sectionsOf(name: string): readonly Section[] {
  const text = readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
  const headings = headingsIn(text);
  return headings.map((heading, index) => {
    const body = text.slice(heading.end, headings[index + 1]?.start);
    return {
      heading: bare(heading.text),
      text: body,
      programs: programsIn(body),
      tables: tablesIn(body),
    };
  });
}

/** The table below a heading that has such a column. */
export function tableIn(sections: readonly Section[], heading: string, column: string): Table {
  const found = sections
    .filter((section) => section.heading === heading)
    .flatMap(({ tables }) => tables)
    .find(({ head }) => head.map(bare).includes(column));
  if (!found) throw new Error(`there is no table below ${heading} with a column ${column}`);
  return found;
}

/** The code spans of a cell or a sentence. */
export function codeSpansIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/`([^`]+)`/g), ([, code = ""]) => code);
}

function programsIn(text: string): readonly Program[] {
  const found = text.matchAll(/^```[jt]s\n(?<code>.*?)^```\n(\n(?<quotation>(> [^\n]*\n)+))?/gms);
  return Array.from(found, ({ groups = {} }) => ({
    code: groups["code"] ?? "",
    printed: groups["quotation"]
      ?.replace(/^> /gm, "")
      .replaceAll("\n", " ")
      .replaceAll("\\", "")
      .trim(),
  }));
}

function tablesIn(text: string): readonly Table[] {
  return Array.from(text.matchAll(/^(\|.*\|\n)+/gm), ([table]) => {
    const [head = [], , ...rows] = table.trim().split("\n").map(cellsOf);
    return { head, rows };
  });
}

function cellsOf(line: string): readonly string[] {
  const cells = line.slice(1, -1).split(/(?<!\\)\|/);
  return cells.map((cell) => cell.replaceAll("\\|", "|").trim());
}

/** The text that a page shows for a cell. */
export function bare(cell: string): string {
  return cell
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll("`", "")
    .trim();
}
