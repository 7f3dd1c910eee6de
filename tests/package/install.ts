import { run } from "./run.ts";

/**
 * Installs into a folder as a user does it, with npm.
 *
 * @param registry - One that has the package.
 * @param what - Names of packages and further options of npm; without a name, what the folder's package.json says.
 */
export async function install(
  cwd: string,
  registry: string,
  ...what: readonly string[]
): Promise<void> {
  const quick = ["--prefer-offline", "--no-audit", "--no-fund"];
  await run("npm", ["install", ...quick, `--registry=${registry}`, ...what], { cwd });
}
