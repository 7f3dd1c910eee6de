import { readFileSync } from "node:fs";

/** A heading of a document. */
export interface Heading {
  /** As it stands there, with marks of code and links. */
  readonly text: string;
  /** Where its line begins. */
  readonly start: number;
  /** Where its line ends, without the break. */
  readonly end: number;
}

/** The headings of a text, in their order; a comment in a code block is none. */
export function headingsIn(text: string): readonly Heading[] {
  // A code block first: what stands in one is passed over.
  const found = text.matchAll(/^( *)(```+)[^`\n]*\n.*?^ *\2`*$|^#+ (?<heading>[^\n]*)$/gms);
  return Array.from(found).flatMap(({ 0: line, groups = {}, index }) => {
    const { heading } = groups;
    if (heading === undefined) return [];
    return [{ text: heading, start: index, end: index + line.length }];
  });
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf(document: string): readonly string[] {
  return headingsIn(readFileSync(document, "utf8")).map(({ text }) =>
    text
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
