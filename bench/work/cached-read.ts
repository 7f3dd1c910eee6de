import { blaming } from "../measure/blaming.ts";
import { credentials } from "../measure/credentials.ts";
import { library } from "../measure/library.ts";
import { ownLoop } from "../measure/own-loop.ts";
import { type Candidate, compare } from "../measure/rounds.ts";
import { ours } from "../measure/ours.ts";
import { token } from "../measure/reply.ts";
import { stubFetch } from "../measure/stub-fetch.ts";
import { createKeepers } from "../peers/keepers.ts";
import { createOctokit } from "../peers/octokit.ts";
import type { Work } from "./work.ts";

const endpoint = "http://127.0.0.1/v2/token";
const bare = "a promise";

/** What a caller pays for a token that is there. */
export const cachedRead: Work = {
  name: "cached-read",
  title: "Reading a token that is there",
  explanation:
    "The time of `await` on a token that is there and fresh, next to the least that it could cost: awaiting a promise that is handed out if `Date.now()` is before the token's expiry, and awaiting a promise alone. Medians over rounds in which all take turns in a random order, each in a loop of its own.",
  async measure({ isQuick, progress }) {
    const rounds = isQuick ? 5 : 40;
    const calls = isQuick ? 20_000 : 100_000;
    const candidates: [string, Candidate][] = [];
    for (const [name, candidate] of Object.entries(createCandidates())) {
      // The first call loads it.
      await blaming(name, candidate);
      const repeat = await ownLoop(name);
      const repeated = repeat(candidate, calls);
      candidates.push([name, () => blaming(name, repeated)]);
    }
    const ratios = await compare(Object.fromEntries(candidates), {
      rounds,
      calls: 1,
      onRound: (done) => progress(`round ${done} of ${rounds}`),
    });
    const ofBare = ratios.find(({ name }) => name === bare)?.wall ?? Number.NaN;
    return {
      columns: [
        "who",
        "× the promise behind Date.now()",
        "× the promise",
        "CPU × the promise behind Date.now()",
      ],
      rows: ratios.map(({ name, wall, processor }) => [
        name,
        wall.toFixed(2),
        (wall / ofBare).toFixed(2),
        processor.toFixed(2),
      ]),
    };
  },
};

function createCandidates(): Record<string, Candidate> {
  const { signal } = new AbortController();
  const provider = library.createTokenProvider(credentials, { endpoint, fetch: stubFetch });
  const [, ...peers] = createKeepers({ endpoint, fetch: stubFetch });
  return {
    "a promise behind Date.now()": createClocked(),
    [bare]: createBare(),
    [ours]: () => provider.getToken(),
    [`${ours}, { signal }`]: () => provider.getToken({ signal }),
    [`${ours}, { minValidity: 60_000 }`]: () => provider.getToken({ minValidity: 60_000 }),
    ...Object.fromEntries(peers.map(({ name, create }) => [name, create()])),
    "@octokit/auth-app": createOctokit(token),
  };
}

function createClocked(): Candidate {
  const promise = Promise.resolve(token);
  const expiresAt = Date.now() + 1_200_000;
  return () => {
    if (Date.now() >= expiresAt) throw new Error("The token has expired.");
    return promise;
  };
}

function createBare(): Candidate {
  const promise = Promise.resolve(token);
  return () => promise;
}
