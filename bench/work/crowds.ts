import { blaming } from "../measure/blaming.ts";
import { runChild } from "../measure/run-child.ts";
import { type Counts, situations } from "../measure/situations.ts";
import { createKeepers } from "../peers/keepers.ts";
import type { Work } from "./work.ts";

/** What callers notice of a token's end, and of a server that is down. */
export const crowds: Work = {
  name: "crowds",
  title: "A token's end, and a server that is down",
  explanation:
    "A thousand callers come evenly within 1.5 s, one at a time; the token lives 20 minutes, and the server takes 50 ms. Where it is down, it answers 503 until the last caller has come. Blocked is who waited for longer than a turn of the event loop. The clocks of a process of its own are moved to make the token old.",
  async measure({ isQuick, progress }) {
    const names = createKeepers({ endpoint: "http://127.0.0.1", fetch }).map(({ name }) => name);
    const results: { readonly name: string; readonly counts: readonly Counts[] }[] = [];
    for (const name of names) {
      progress(name);
      const args = [name, isQuick ? "quick" : "full"];
      const counts = await blaming(name, () => runChild<readonly Counts[]>("crowd-child.ts", args));
      results.push({ name, counts });
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
        results.map(({ name, counts }) => [name, situation.name].concat(cellsOf(counts[index]))),
      ),
    };
  },
};

function cellsOf(counts: Counts | undefined): string[] {
  if (!counts) throw new Error("A situation was not measured.");
  const { requests, blocked, longestWait, failed, unhandled } = counts;
  return [
    String(requests),
    String(blocked),
    `${Math.round(longestWait)} ms`,
    String(failed),
    String(unhandled),
  ];
}
