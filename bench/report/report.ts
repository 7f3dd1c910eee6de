import type { Table, Work } from "../work/work.ts";

/** What one work came to. */
export interface Section extends Table {
  readonly title: string;
  readonly explanation: string;
}

/** What a run came to. */
export type Report = Section[];

export function titled({ title, explanation }: Work, table: Table): Section {
  return { title, explanation, ...table };
}

/** Which cell of a report is meant. */
export interface Place {
  readonly title: string;
  /** The beginnings of the cells that name the row. */
  readonly row: readonly string[];
  readonly column: string;
}

/** What a cell says; it throws where there is none, for then the report is not whole. */
export function cellAt(report: readonly Section[], { title, row, column }: Place): string {
  const section = report.find((each) => each.title === title);
  const cells = section?.rows.find((each) => row.every((name, index) => each[index] === name));
  const cell = cells?.[section?.columns.indexOf(column) ?? -1];
  if (cell === undefined) throw new Error(`There is nothing at ${nameOf({ title, row, column })}.`);
  return cell;
}

/** The number in a cell. */
export function figureAt(report: readonly Section[], place: Place): number {
  const figure = Number.parseFloat(cellAt(report, place));
  if (Number.isNaN(figure)) throw new Error(`There is no figure at ${nameOf(place)}.`);
  return figure;
}

function nameOf({ title, row, column }: Place): string {
  return [title, ...row, column].join(", ");
}
