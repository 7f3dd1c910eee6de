import { startChild } from "../measure/child.ts";
import {
  compareTurns,
  medianRatios,
  type Ratios,
  type Cost,
  type RoundsPlan,
  secondBaseline,
} from "../measure/rounds.ts";
import { startServer } from "../measure/start-server.ts";
import { createRequests } from "../peers/requests.ts";
import type { Work } from "./work.ts";

/** What a token request costs a process that has made many of them. */
export const warmRequest: Work = {
  name: "request",
  title: "One warm token request",
  explanation:
    "One request after the other to a server on the same machine, over kept connections, but for simple-oauth2, which opens one each time; each client, and the server, in a process of its own. The figures are how many times the processor time, and the time, of a bare `fetch` with `response.json()` each takes: medians over rounds in which all take turns in a random order, and over nine sets of processes, for what V8 compiles when is a matter of luck; `the same again` is a second process with `fetch`. This library checks its credentials, its options and the reply, and limits the time; the HTTP clients send the same body and parse the reply; the OAuth clients make RFC 6749's request for client credentials. `ky as used here` is ky without a body, retries or checks, to tell its part of this library's from ours.",
  async measure({ isQuick, progress }) {
    const sets = isQuick ? 1 : 9;
    const server = await startServer();
    try {
      progress("starting the clients");
      const comparisons: (readonly Ratios[])[] = [];
      while (comparisons.length < sets) {
        const plan: RoundsPlan = {
          rounds: 4,
          calls: isQuick ? 50 : 400,
          warmUps: 4,
          onRound: (done) =>
            progress(`set ${comparisons.length + 1} of ${sets}, round ${done} of 4`),
        };
        comparisons.push(await compareProcesses(server.origin, plan));
      }
      return {
        columns: ["who", "CPU × fetch", "wall × fetch"],
        rows: medianRatios(comparisons).map(({ name, processor, wall }) => [
          name,
          processor.toFixed(2),
          wall.toFixed(2),
        ]),
      };
    } finally {
      server.close();
    }
  },
};

async function compareProcesses(origin: string, plan: RoundsPlan): Promise<readonly Ratios[]> {
  const [baseline = "", ...others] = Object.keys(createRequests(origin));
  const start = (name: string) => startChild("request-child.ts", [name, origin]);
  const clients = [
    { row: baseline, child: start(baseline) },
    { row: secondBaseline, child: start(baseline) },
    ...others.map((name) => ({ row: name, child: start(name) })),
  ];
  try {
    return await compareTurns(
      clients.map(({ row, child }) => [row, async (calls) => (await child.ask(calls)) as Cost]),
      plan,
    );
  } finally {
    for (const { child } of clients) child.stop();
  }
}
