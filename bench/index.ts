// `npm run bench`: this library beside what people would take instead. What that is, and what it measures, is
// imported when the arguments are right and the peers are installed.
import { parseArgs } from "node:util";
import { buildLibrary, installPeers } from "./prepare.ts";
import { isWorkName, type WorkName, workNames } from "./work/names.ts";

const help = `Usage: npm run bench -- [options] [work ...]

Measures this library beside its peers, and prints tables. Without options and works, it takes
about five minutes, and writes bench/RESULTS.md, bench/results.svg and the figures of docs/speed.md:
let nothing else run on the machine meanwhile.

Works: ${workNames.join(", ")}

Options:
  --quick     few rounds and small crowds, within a minute; nothing is written
  --features  what each library does, in place of what it costs: writes docs/comparison.md
  --help      shows this
`;

// Whoever reads the tables may stop early, as `head` does.
process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  if (code === "EPIPE") process.exit(0);
  tell(`stdout can't be written: ${message}.`);
  process.exit(1);
});

process.exitCode = await main();

async function main(): Promise<number> {
  const order = read();
  if (typeof order === "string") {
    tell(order);
    return 2;
  }
  if (order.isHelp) {
    process.stdout.write(help);
    return 0;
  }
  const failure = installPeers() ?? buildLibrary();
  if (failure) {
    tell(failure);
    return 1;
  }
  if (order.isFeatures) {
    const { runFeatures } = await import("./features/run-features.ts");
    await runFeatures();
    return 0;
  }
  const { run } = await import("./run.ts");
  await run(order);
  return 0;
}

interface Asked {
  readonly isHelp: boolean;
  readonly isQuick: boolean;
  readonly isFeatures: boolean;
  readonly names: readonly WorkName[];
}

/** What is asked for, or what is wrong with it. */
function read(): string | Asked {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: "boolean" },
        features: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    const unknown = positionals.find((name) => !isWorkName(name));
    if (unknown) return `There is no work "${unknown}". There are: ${workNames.join(", ")}.`;
    const names = positionals.filter(isWorkName);
    const { help: isHelp = false, quick: isQuick = false, features: isFeatures = false } = values;
    if (isFeatures && (isQuick || names.length > 0)) return "--features goes alone.";
    return { isHelp, isQuick, isFeatures, names };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function tell(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}
