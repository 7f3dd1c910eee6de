import { blaming } from "../measure/blaming.ts";
import { medianOf, secondBaseline, shuffled } from "../measure/rounds.ts";
import { runProgram } from "../measure/run-program.ts";
import { startServer } from "../measure/start-server.ts";
import { peerPrograms } from "../peers/peer-programs.ts";
import {
  bareProgram,
  definitions,
  fetchProgram,
  ownPrograms,
  type Program,
} from "../peers/programs.ts";
import type { Work } from "./work.ts";

/** What a process waits for its first token: a command, a function in a cloud, a test. */
export const coldProcess: Work = {
  name: "cold-process",
  title: "The first token of a fresh process",
  explanation:
    "A new `node` imports the library, asks a server on the same machine for a token and ends; beside it, another one imports the library and ends at once. The figures are how many times the time of a bare `fetch` in such a process, and of `node` alone, the first takes, and how much longer than `node` alone the second takes. They are medians over rounds in which all take turns in a random order; where nothing is imported, the last shows the noise.",
  async measure({ isQuick, progress }) {
    const rounds = isQuick ? 2 : 30;
    const server = await startServer();
    try {
      // The first round only warms up the disk's cache.
      await timesOfRound(server.endpoint);
      const times: Times[] = [];
      while (times.length < rounds) {
        times.push(await timesOfRound(server.endpoint));
        progress(`round ${times.length} of ${rounds}`);
      }
      return {
        columns: [
          "who",
          "to the first token × fetch",
          "to the first token × bare node",
          "import alone: ms over bare node",
        ],
        rows: programs.map((program) => rowOf(program, times)),
      };
    } finally {
      server.close();
    }
  },
};

const programs: readonly Program[] = [
  fetchProgram,
  { ...fetchProgram, name: secondBaseline },
  bareProgram,
  ...ownPrograms,
  ...peerPrograms,
];

/** Milliseconds of one round's programs: all of each, and its imports alone. */
interface Times {
  readonly whole: ReadonlyMap<Program, number>;
  readonly imports: ReadonlyMap<Program, number>;
}

async function timesOfRound(endpoint: string): Promise<Times> {
  const whole = new Map<Program, number>();
  const imports = new Map<Program, number>();
  const turns = programs.flatMap((program) => [
    { program, times: whole, source: `${program.imports}${definitions}${program.request}` },
    { program, times: imports, source: program.imports },
  ]);
  for (const { program, times, source } of shuffled(turns)) {
    // What keeps a connection does not keep the process.
    const run = () => runProgram(`${source};process.exit();`, endpoint);
    times.set(program, await blaming(program.name, run));
  }
  return { whole, imports };
}

function rowOf(program: Program, rounds: readonly Times[]): string[] {
  const median = (of: (times: Times) => number) => medianOf(rounds.map(of));
  const byFetch = median(({ whole }) => at(whole, program) / at(whole, fetchProgram));
  const byNode = median(({ whole }) => at(whole, program) / at(whole, bareProgram));
  const addition = median(({ whole, imports }) => at(imports, program) - at(whole, bareProgram));
  return [program.name, byFetch.toFixed(2), byNode.toFixed(2), addition.toFixed(1)];
}

function at(times: ReadonlyMap<Program, number>, program: Program): number {
  return times.get(program) ?? Number.NaN;
}
