import { globSync, readFileSync } from "node:fs";
import { headingsIn } from "./headings.ts";

/** A code block of a document, which some test runs. */
export interface CodeBlock {
  readonly document: string;
  /** The line of the document where it begins. */
  readonly line: number;
  /** The heading above it. */
  readonly heading: string;
  readonly language: string;
  /** What else says the line that opens it, which no reader sees: where it runs. */
  readonly tag: string;
  /** The file that it is, where it begins with a name in a comment. */
  readonly file: string | undefined;
  /** What it holds, without the name. */
  readonly code: string;
}

/** What people read. */
export const documents: readonly string[] = [
  ...globSync("*.md").toSorted(),
  ...globSync("docs/*.md").toSorted(),
  "examples/README.md",
];

/** The code blocks of a document, in their order. */
export function codeBlocksOf(document: string): readonly CodeBlock[] {
  const text = readFileSync(document, "utf8");
  const headings = headingsIn(text);
  const found = text.matchAll(
    /^(?<indent> *)```(?<language>\w*) ?(?<tag>[^\n]*)\n(?<code>.*?)^ *```$/gms,
  );
  return Array.from(found).flatMap(({ groups = {}, index }) => {
    const { language, indent = "", tag = "", code } = groups;
    if (language === undefined || code === undefined) return [];
    const heading = headings.findLast(({ start }) => start < index)?.text ?? "";
    const line = text.slice(0, index).split("\n").length;
    const flush = code.replaceAll(new RegExp(`^${indent}`, "gm"), "");
    const [first = "", file] = /^(?:\/\/|#) (\S+\.\w+)\n/.exec(flush) ?? [];
    return [{ document, line, heading, language, tag, file, code: flush.slice(first.length) }];
  });
}

/** The files that a document shows. */
export function filesOf(document: string): readonly (CodeBlock & { readonly file: string })[] {
  return codeBlocksOf(document).flatMap((block) =>
    block.file === undefined ? [] : [{ ...block, file: block.file }],
  );
}
