// Finds out what one library does, in a process of its own: its clocks are moved, and what is left behind ends
// with it.
import { behaviour } from "../features/behaviour.ts";
import type { Finding } from "../features/finding.ts";
import { subjects } from "../features/subjects.ts";
import { blaming } from "../measure/blaming.ts";

const [name, ...chosen] = process.argv.slice(2);
const subject = subjects.find((each) => each.name === name);
if (!subject) throw new Error(`Nobody is called ${name}.`);
// Whoever has started it may be gone.
process.once("disconnect", () => process.exit());
// A refresh in the background may fail long after its probe; probes count their own.
process.on("unhandledRejection", () => undefined);

const findings: Record<string, Finding> = {};
for (const feature of behaviour) {
  if (chosen.length > 0 && !chosen.includes(feature.name)) continue;
  findings[feature.name] = await blaming(feature.name, async () => feature.find(subject));
}
process.send?.(findings);
if (!process.send) console.log(findings);
process.exit();
