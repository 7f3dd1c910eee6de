import type { Holdings } from "../children/memory-child.ts";
import { startChild } from "../measure/child.ts";
import { createKeepers } from "../peers/keepers.ts";
import type { Work } from "./work.ts";

/** What keeping a token takes. */
export const memory: Work = {
  name: "memory",
  title: "The memory of a keeper",
  explanation:
    "What the heap has grown by after ten thousand keepers were made, each with settings and a token of its own, and all garbage collected, divided by their number; and the timers that are set and keep the process alive. Each kind in a process of its own, with a `fetch` that answers at once.",
  async measure({ isQuick, progress }) {
    const count = isQuick ? 2000 : 10_000;
    const rows: string[][] = [];
    for (const { name } of createKeepers({ endpoint: "http://127.0.0.1", fetch })) {
      progress(name);
      const child = startChild("memory-child.ts", [name, String(count)], ["--expose-gc"]);
      const { bytes, timers } = (await child.next()) as Holdings;
      child.stop();
      rows.push([name, String(Math.round(bytes)), String(timers)]);
    }
    return { columns: ["who", "bytes each", `timers of ${count}`], rows };
  },
};
