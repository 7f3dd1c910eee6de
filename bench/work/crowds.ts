import { startChild } from "../measure/child.ts";
import { medianOf } from "../measure/rounds.ts";
import { type Counts, situations } from "../measure/situations.ts";
import { createKeepers } from "../peers/keepers.ts";
import type { Work } from "./work.ts";

/** What callers notice of a token's end, and of a server that is down. */
export const crowds: Work = {
  name: "crowds",
  title: "A token's end, and a server that is down",
  explanation:
    "A thousand callers come evenly within 1.5 s, one at a time; the token lives 20 minutes, and the server takes 50 ms. Where it is down, it answers 503 until the last caller has come. Blocked is who waited for longer than a turn of the event loop. The clocks of a process of its own are moved to make the token old. Retries wait at random, and these 1.5 s may end before the last of them or after it: medians of five runs, and from the least to the most where they differ.",
  async measure({ isQuick, progress }) {
    const names = createKeepers({ endpoint: "http://127.0.0.1", fetch }).map(({ name }) => name);
    const results: { readonly name: string; readonly runs: readonly Runs[] }[] = [];
    for (const name of names) {
      progress(name);
      // At the same time, for they wait more than they work.
      const runs = Array.from({ length: isQuick ? 1 : 5 }, async () => runOf(name, isQuick));
      results.push({ name, runs: await Promise.all(runs) });
    }
    return {
      columns: [
        "who",
        "what the callers find",
        "requests",
        "blocked",
        "longest wait",
        "failed",
        "unhandled rejections",
      ],
      rows: situations.flatMap((situation, index) =>
        results.map(({ name, runs }) =>
          [name, situation.name].concat(cellsOf(runs.map((counts) => counts[index]))),
        ),
      ),
    };
  },
};

/** What one run counted, in the order of the situations. */
type Runs = readonly Counts[];

async function runOf(name: string, isQuick: boolean): Promise<Runs> {
  const child = startChild("crowd-child.ts", [name, isQuick ? "quick" : "full"]);
  const counts = (await child.next()) as Runs;
  child.stop();
  return counts;
}

function cellsOf(runs: readonly (Counts | undefined)[]): string[] {
  const cell = (of: (counts: Counts) => number, unit: string = "") => {
    const values = runs.map((counts) => (counts ? Math.round(of(counts)) : Number.NaN));
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const range = least === most ? "" : ` (${least}–${most})`;
    return `${medianOf(values)}${unit}${range}`;
  };
  return [
    cell(({ requests }) => requests),
    cell(({ blocked }) => blocked),
    cell(({ longestWait }) => longestWait, " ms"),
    cell(({ failed }) => failed),
    cell(({ unhandled }) => unhandled),
  ];
}
