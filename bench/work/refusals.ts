import { blaming } from "../measure/blaming.ts";
import { startServer } from "../measure/start-server.ts";
import { createCallers } from "../peers/callers.ts";
import type { Work } from "./work.ts";

const calls = 30;

/** What an API costs that refuses every token. */
export const refusals: Work = {
  name: "refusals",
  title: "An API that answers 401 to everything",
  explanation:
    "Thirty calls, one after the other, of an API that refuses every token, by those who get another token after a 401 and call again; google-auth-library with its `forceRefreshOnFailure`. Another token does not heal it: what counts is how many requests it takes to notice.",
  async measure({ progress }) {
    const server = await startServer();
    const api = await startServer({ status: 401 });
    const plan = { endpoint: server.endpoint, api: api.origin };
    const rows: string[][] = [];
    try {
      for (const [name, call] of Object.entries(createCallers(plan))) {
        progress(name);
        await server.set({});
        await api.set({ status: 401 });
        let refused = 0;
        for (let done = 0; done < calls; done += 1) {
          if ((await blaming(name, call)) === 401) refused += 1;
        }
        const counts = [await server.requests(), await api.requests(), refused];
        rows.push([name, ...counts.map(String)]);
      }
    } finally {
      server.close();
      api.close();
    }
    return { columns: ["who", "token requests", "API requests", "calls refused"], rows };
  },
};
