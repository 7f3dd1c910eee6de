// What documents and examples show of a build: the hashes of the CDN's files, the version in their addresses
// and in what the examples install, and the sizes. `npm run figures` writes them into their places; with
// --check it fails where they are others.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { measure, type Size } from "./measure.ts";

/** What is shown of a build. */
export interface Figures {
  readonly version: string;
  /** The CDN's files and their hashes. */
  readonly integrity: Readonly<Record<string, string>>;
  readonly sizes: readonly Size[];
}

/** Documents and examples by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** What shows figures, as it is. */
export function readTexts(): Texts {
  const paths = [
    "README.md",
    "docs/pages.md",
    ...globSync("examples/*/package.json"),
    "examples/deno/deno.json",
    "examples/github-actions/upload.yml",
  ];
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

/** The figures of what stands in `dist`. */
export async function readFigures(): Promise<Figures> {
  const { version } = readJson("package.json") as { version: string };
  const integrity = readJson("dist/cdn/integrity.json") as Record<string, string>;
  return { version, integrity, sizes: await measure() };
}

/** The texts with the figures in their places; it throws where a figure has none. */
export function withFigures(texts: Texts, { version, integrity, sizes }: Figures): Texts {
  const written = { ...texts };
  const replace = (what: string, pattern: RegExp, figure: string) => {
    let hasPlace = false;
    for (const [path, text] of Object.entries(written)) {
      written[path] = text.replace(pattern, (_, start: string, end: string) => {
        hasPlace = true;
        return start + figure + end;
      });
    }
    if (!hasPlace) throw new Error(`The documents have no place for ${what}.`);
  };
  replace("the version on the CDN", /(npm\/sirv-token@)[^/]+(\/)/g, version);
  replace("the version for npm", /("sirv-token": "\^)[^"]+(")/g, version);
  replace("the version for Deno", /(npm:sirv-token@\^)[^"]+(")/g, version);
  replace("the version for npx", /(npx --yes sirv-token@)\S+( )/g, version);
  for (const [file, hash] of Object.entries(integrity)) {
    // An attribute after `src`, or a member of an import map.
    const place = new RegExp(`(/cdn/${file.replaceAll(".", "\\.")}"[^"]*")sha384-[^"]*(")`, "g");
    replace(`the hash of ${file}`, place, hash);
  }
  for (const { name, bytes } of sizes) {
    const place = new RegExp(`(\\| ${name} +\\|(?: [^|]*\\|)? +)[\\d.]+( kB)`, "g");
    replace(`the size of ${name}`, place, (bytes / 1000).toFixed(1));
  }
  return written;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

if (import.meta.main) {
  const texts = readTexts();
  for (const [path, text] of Object.entries(withFigures(texts, await readFigures()))) {
    if (text === texts[path]) continue;
    if (process.argv.includes("--check")) {
      process.stderr.write(`${path} shows another build's figures: npm run figures mends it.\n`);
      process.exitCode = 1;
    } else writeFileSync(path, text);
  }
}
