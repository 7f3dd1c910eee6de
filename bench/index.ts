// `npm run bench`: this library beside what people would take instead. What it is compared with is installed
// when it is needed; all the rest is imported only then.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const help = `Usage: npm run bench -- [options] [work ...]

Measures this library beside its peers, and prints tables. Without options and works, it takes
about seven minutes, and writes bench/RESULTS.md, bench/results.svg and the README's figures:
let nothing else run on the machine meanwhile.

Works: request, cached-read, cold-herd, crowds, refusals, bundle, cold-process, memory

Options:
  --quick  few rounds: all works end within a minute, and nothing is written
  --help   shows this
`;

process.exitCode = await main();

async function main(): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { quick: { type: "boolean" }, help: { type: "boolean" } },
    });
  } catch (error) {
    process.stderr.write(`${String(error)}\n\n${help}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  installPeers();
  const { run } = await import("./run.ts");
  return run({ isQuick: values.quick ?? false, names: positionals });
}

/** Installs what the lock file has, unless that is there already. */
function installPeers(): void {
  const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const installed = at("node_modules/.package-lock.json");
  const wanted = at("package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  process.stderr.write("Installing what the library is compared with, in bench/ …\n");
  const { status } = spawnSync("npm", ["ci", "--loglevel=error"], {
    cwd: at("."),
    // Data is printed to stdout, and npm's words are none.
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Error("npm ci failed in bench/.");
}
