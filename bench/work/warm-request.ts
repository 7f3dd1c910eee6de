import {
  compareTurns,
  medianRatios,
  type Ratios,
  type RoundsPlan,
  secondBaseline,
} from "../measure/rounds.ts";
import { startServer } from "../measure/start-server.ts";
import { startTurns } from "../measure/start-turns.ts";
import { createRequests } from "../peers/requests.ts";
import type { Work } from "./work.ts";

/** What a token request costs a process that has made many of them. */
export const warmRequest: Work = {
  name: "request",
  title: "One warm token request",
  explanation:
    "One request after the other over kept connections to a server on the same machine; each client, and the server, in a process of its own. The figures are how many times the processor time, and the time, of a bare `fetch` with `response.json()` each takes: medians over rounds in which all take turns in a random order, and over five sets of processes, for what V8 compiles when is a matter of luck; `the same again` is a second process with `fetch`. This library checks its credentials, its options and the reply, and limits the time; the HTTP clients send the same body and parse the reply; the OAuth clients make RFC 6749's request for client credentials.",
  async measure({ isQuick, progress }) {
    const sets = isQuick ? 1 : 5;
    const server = await startServer();
    try {
      const comparisons: (readonly Ratios[])[] = [];
      while (comparisons.length < sets) {
        const plan: RoundsPlan = {
          rounds: 5,
          calls: isQuick ? 50 : 400,
          warmUps: 4,
          onRound: (done) =>
            progress(`set ${comparisons.length + 1} of ${sets}, round ${done} of 5`),
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
  const start = (name: string) => startTurns("request-child.ts", [name, origin]);
  const clients = [
    { row: baseline, turns: start(baseline) },
    { row: secondBaseline, turns: start(baseline) },
    ...others.map((name) => ({ row: name, turns: start(name) })),
  ];
  try {
    return await compareTurns(
      clients.map(({ row, turns }) => [row, turns.take]),
      plan,
    );
  } finally {
    for (const { turns } of clients) turns.stop();
  }
}
