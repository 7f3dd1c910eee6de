import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

/** Installs what the lock file has, unless that is there already; gives what went wrong, if anything. */
export function installPeers(): string | undefined {
  const installed = `${here}node_modules/.package-lock.json`;
  const wanted = `${here}package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) {
    return undefined;
  }
  process.stderr.write("Installing what the library is compared with, in bench/ …\n");
  if (npm(here, "ci", "--loglevel=error")) return undefined;
  return "The peers could not be installed: npm ci failed in bench/. See what npm says above.";
}

/** Builds the library, for the built one is measured; gives what went wrong, if anything. */
export function buildLibrary(): string | undefined {
  process.stderr.write("Building the library …\n");
  return npm(root, "run", "--silent", "build") ? undefined : "The library could not be built.";
}

/** Runs npm; stdout is for the tables, so that all of its words go to stderr. */
function npm(folder: string, ...args: readonly string[]): boolean {
  return spawnSync("npm", args, { cwd: folder, stdio: ["ignore", 2, 2] }).status === 0;
}
