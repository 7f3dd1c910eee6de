import { filesOf } from "../support/code-blocks.ts";

/** A file as a document shows it. */
export function shownFile(document: string, name: string): string {
  const shown = filesOf(document).find(({ file }) => file === name);
  if (!shown) throw new Error(`${document} has no ${name}`);
  return shown.code;
}

/** A file of a document with some things said otherwise, each of which must be in it. */
export function changedFile(
  document: string,
  name: string,
  changes: Readonly<Record<string, string>>,
): string {
  let text = shownFile(document, name);
  for (const [before, after] of Object.entries(changes)) {
    if (!text.includes(before)) throw new Error(`${name} of ${document} has no ${before}`);
    text = text.replace(before, () => after);
  }
  return text;
}
