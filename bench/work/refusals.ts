import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
    const api = await startApi();
    const plan = { endpoint: server.endpoint, api: api.origin };
    const rows: string[][] = [];
    try {
      for (const [name, call] of Object.entries(createCallers(plan))) {
        progress(name);
        await server.set({});
        const before = api.requests();
        let refused = 0;
        for (let done = 0; done < calls; done += 1) {
          if ((await blaming(name, call)) === 401) refused += 1;
        }
        const counts = [await server.requests(), api.requests() - before, refused];
        rows.push([name, ...counts.map(String)]);
      }
    } finally {
      server.close();
      api.close();
    }
    return { columns: ["who", "token requests", "API requests", "calls refused"], rows };
  },
};

interface RefusingApi {
  readonly origin: string;
  /** How many requests it has refused. */
  requests(): number;
  close(): void;
}

async function startApi(): Promise<RefusingApi> {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(401).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests: () => requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
