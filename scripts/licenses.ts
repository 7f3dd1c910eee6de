// The notices of what is bundled into dist: its licences ask that they go where the code goes.
import { globSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The folders of the packages that source maps name, each once, and in order. */
export function bundledPackages(maps: readonly string[]): readonly string[] {
  const folders = maps.flatMap((map) => {
    const { sources } = JSON.parse(readFileSync(map, "utf8")) as { sources: readonly string[] };
    // The last node_modules of a path is the package's own: one can be installed in another.
    return sources.flatMap((source) => {
      const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source) ?? [];
      return folder === undefined ? [] : [resolve(dirname(map), folder)];
    });
  });
  return [...new Set(folders)].toSorted();
}

/** Name, version and licence of a package; it throws where it has no licence file. */
export function noticeOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
  };
  const file = readdirSync(folder).find((each) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(each));
  if (file === undefined) {
    throw new Error(
      `${name} ${version} is bundled into dist, and has no licence file to go with it: bundle another.`,
    );
  }
  return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

if (import.meta.main) {
  const introduction = "The files of this folder contain code of these packages.\n";
  const notices = bundledPackages(globSync("dist/**/*.map")).map((folder) => noticeOf(folder));
  writeFileSync("dist/licenses.txt", [introduction, ...notices].join(`\n${"-".repeat(80)}\n\n`));
}
