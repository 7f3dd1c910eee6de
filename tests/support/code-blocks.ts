import { readFileSync } from "node:fs";

/** A file that a document shows: a code block that begins with the file's name, in a comment. */
export interface CodeBlock {
  /** The heading above it. */
  readonly heading: string;
  readonly file: string;
  readonly code: string;
}

/** The files that a document shows. */
export function codeBlocksOf(document: string): readonly CodeBlock[] {
  let heading = "";
  const found = readFileSync(document, "utf8").matchAll(
    /^#+ (?<heading>[^\n]*)$|^```(js|ts)\n\/\/ (?<file>\S+)\n(?<code>.*?)^```$/gms,
  );
  return Array.from(found).flatMap(({ groups = {} }) => {
    const { file, code } = groups;
    if (groups["heading"] !== undefined) heading = groups["heading"];
    return file !== undefined && code !== undefined ? [{ heading, file, code }] : [];
  });
}
