// Writes into the README what a build decides: the hashes of the CDN's files, the version in their
// addresses, and the sizes.
import { readFileSync, writeFileSync } from "node:fs";
import { measure, type Size } from "./measure.ts";

/** What the README shows of a build. */
export interface Figures {
  readonly version: string;
  /** The CDN's files and their hashes. */
  readonly integrity: Readonly<Record<string, string>>;
  readonly sizes: readonly Size[];
}

/** The figures of what stands in `dist`. */
export async function readFigures(): Promise<Figures> {
  const { version } = readJson("package.json") as { version: string };
  const integrity = readJson("dist/cdn/integrity.json") as Record<string, string>;
  return { version, integrity, sizes: await measure() };
}

/** The text with the figures in their places; it throws where a figure has none. */
export function withFigures(text: string, { version, integrity, sizes }: Figures): string {
  const replace = (before: string, what: string, pattern: RegExp, figure: string) => {
    if (!pattern.test(before)) throw new Error(`The README has no place for ${what}.`);
    return before.replace(pattern, (_, start: string, end: string) => start + figure + end);
  };
  let written = replace(text, "the version", /(npm\/sirv-token@)[^/]+(\/)/g, version);
  for (const [file, hash] of Object.entries(integrity)) {
    // An attribute after `src`, or a member of an import map.
    const place = new RegExp(`(/cdn/${file.replaceAll(".", "\\.")}"[^"]*")sha384-[^"]*(")`, "g");
    written = replace(written, `the hash of ${file}`, place, hash);
  }
  for (const { name, bytes } of sizes) {
    const place = new RegExp(`(\\| ${name} +\\| +)[\\d.]+( kB)`, "g");
    written = replace(written, `the size of ${name}`, place, (bytes / 1000).toFixed(1));
  }
  return written;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

if (import.meta.main) {
  const text = readFileSync("README.md", "utf8");
  writeFileSync("README.md", withFigures(text, await readFigures()));
}
