import { readdir, readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseEnv } from "node:util";

/** Variables, and where they are. */
export interface Variables {
  /** Such as `.env.local`. */
  readonly place: string;
  readonly values: Readonly<Record<string, string | undefined>>;
}

/**
 * The variables in the files `.env` and `.env.…` of a folder; what can't be read is left out.
 *
 * @param given - Another file, or one of these.
 */
export async function readVariableFiles(
  folder: string,
  given?: string,
): Promise<readonly Variables[]> {
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => /^\.env(\.|$)/.test(name))
    .toSorted();
  const paths = new Map(names.map((name) => [resolve(folder, name), name]));
  const others: [path: string, place: string][] =
    given === undefined || paths.has(resolve(given)) ? [] : [[resolve(given), given]];
  const files = await Promise.all(
    [...others, ...paths].map(async ([path, place]) => readVariables(path, place)),
  );
  return files.flatMap((file) => file ?? []);
}

async function readVariables(path: string, place: string): Promise<Variables | undefined> {
  try {
    // A pipe, which some password managers put there, would keep its reader waiting.
    if (!(await stat(path)).isFile()) return undefined;
    const text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
    return { place, values: parseEnv(text) };
  } catch {
    return undefined;
  }
}
