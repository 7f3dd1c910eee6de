import { blaming } from "../measure/blaming.ts";
import { type Candidate, medianOf, secondBaseline, shuffled } from "../measure/rounds.ts";
import { startServer } from "../measure/start-server.ts";
import { createKeepers } from "../peers/keepers.ts";
import { askByFetch } from "../peers/message.ts";
import type { Work } from "./work.ts";

const callers = 10_000;
/** Milliseconds until the server answers. */
const delay = 20;

/** Who asks. */
interface Herd {
  readonly name: string;
  readonly callers: number;
  readonly create: () => Candidate;
}

/** What happens when everybody wants a token and there is none. */
export const coldHerd: Work = {
  name: "cold-herd",
  title: "Ten thousand callers, and no token yet",
  explanation:
    "Ten thousand callers ask at the same time, before there is a token, and the server takes 20 ms for its answer. The time until all have it is given as a multiple of these 20 ms; medians over rounds in which all take turns in a random order, with a new keeper each time; and the most requests that one took. The first row is one caller with a bare `fetch`; `the same again` is this library a second time, to show the noise.",
  async measure({ isQuick, progress }) {
    const rounds = isQuick ? 5 : 40;
    const server = await startServer({ delay });
    const { endpoint } = server;
    const keepers = createKeepers({ endpoint, fetch });
    const floor = {
      name: "fetch, one caller",
      callers: 1,
      create: () => () => askByFetch(endpoint),
    };
    const [own, ...others] = keepers
      .filter(({ sharesRequests }) => sharesRequests)
      .map(({ name, create }): Herd => ({ name, callers, create }));
    if (!own) throw new Error("There is nobody to measure.");
    const herds: Herd[] = [floor, own, { ...own, name: secondBaseline }, ...others];
    const times = new Map(herds.map(({ name }) => [name, [] as number[]]));
    const requests = new Map<string, number>();
    try {
      // The first round only warms up.
      for (let round = 0; round <= rounds; round += 1) {
        for (const herd of shuffled(herds)) {
          await server.set({ delay });
          const time = await blaming(herd.name, () => timeOf(herd));
          if (round > 0) times.get(herd.name)?.push(time);
          const sent = await server.requests();
          requests.set(herd.name, Math.max(sent, requests.get(herd.name) ?? 0));
        }
        if (round > 0) progress(`round ${round} of ${rounds}`);
      }
    } finally {
      server.close();
    }
    const measured = Array.from(times, ([name, each]) => [
      name,
      (medianOf(each) / delay).toFixed(2),
      String(requests.get(name)),
    ]);
    const leftOut = keepers
      .filter(({ sharesRequests }) => !sharesRequests)
      .map(({ name }) => [name, "–", "one for each caller"]);
    return {
      columns: ["who", "time × the server's", "requests"],
      rows: [...measured, ...leftOut],
    };
  },
};

/** Milliseconds until all have their token. */
async function timeOf({ callers: count, create }: Herd): Promise<number> {
  const get = create();
  const before = performance.now();
  await Promise.all(Array.from({ length: count }, get));
  return performance.now() - before;
}
