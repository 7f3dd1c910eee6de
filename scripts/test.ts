// All tests, or those of the places that are named, after what they need of the system. Further
// arguments are Vitest's. The last line is the total.
import { mkdirSync, writeFileSync } from "node:fs";
import { places } from "./places.ts";
import { runPlace } from "./run-place.ts";
import { ensureSystemPackages } from "./system-packages.ts";
import { table } from "./table.ts";
import { totalLine } from "./tally.ts";
import { inTwoLanes } from "./two-lanes.ts";

const args = process.argv.slice(2);
const named = places.filter(({ name }) => args.includes(name));
const chosen = named.length > 0 ? named : places;
const vitestArgs = args.filter((arg) => !named.some(({ name }) => name === arg));

try {
  ensureSystemPackages(chosen.flatMap(({ systemPackages }) => systemPackages));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

// Two at a time, as every place waits a good deal. Those that could get into one another's way are at
// one end of the list: the runtimes' tests start `npm start`, the package and the demo build.
const runs = await inTwoLanes(chosen, async (place) => {
  const run = await runPlace(place, vitestArgs, chosen.length === 1);
  // What passed says nothing but that.
  process.stdout.write(run.failed > 0 ? `${run.title} failed\n${run.output}\n` : `${run.title}\n`);
  return run;
});
const total = totalLine(runs);
mkdirSync(".reports", { recursive: true });
writeFileSync(".reports/total", `${total}\n`);
process.stdout.write(`\n${table(runs)}\n\n${total}\n`);
process.exit(total.endsWith(" 0 failed") ? 0 : 1);
