import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, posix, relative, sep } from "node:path";
import { readCommandLine } from "./command-line.js";
import { uploadAll } from "./upload-all.js";

const { folder, sirvFolder, resume, concurrency } = readCommandLine();
const names = await namesToUpload();
const uploads = names.map((name) => ({
  name,
  path: join(folder, name),
  filename: posix.join(sirvFolder, name),
}));

const stop = new AbortController();
process.once("SIGINT", () => stop.abort(new Error("stopped by Ctrl-C")));

let ended = 0;
const failed = await uploadAll(uploads, concurrency, stop, ({ name }, error) => {
  ended += 1;
  process.stderr.write(`${ended}/${names.length} ${name}${error ? `: ${error.message}` : ""}\n`);
});

await keepForResume(failed.map(({ name }) => name));
console.log(`${names.length - failed.length} of ${names.length} files are at ${sirvFolder}`);
for (const { name } of failed) console.log(`failed: ${name}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** All files, or those that failed the last time; with slashes, as Sirv writes names. Links are left out. */
async function namesToUpload() {
  if (resume && existsSync(resume)) return JSON.parse(await readFile(resume, "utf8"));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, "/"));
}

async function keepForResume(failedNames) {
  if (!resume) return;
  if (failedNames.length > 0) await writeFile(resume, JSON.stringify(failedNames));
  else await rm(resume, { force: true });
}
