import { ours, type Table } from "../work/work.ts";
import { figureAt, type Place, type Section } from "./report.ts";

/** A speed that was to be reached. */
interface Target {
  /** What is measured, and in what. */
  readonly what: string;
  /** Where the report has it. */
  readonly title: string;
  readonly column: string;
  /** The cells after the name that tell its row, if it has several. */
  readonly row?: readonly string[];
  /** How this library's row is called, if not by its name alone. */
  readonly name?: string;
  /** No more than that. */
  readonly limit: number;
  /** Who does the same. */
  readonly peers: Peers;
}

type Peers = Readonly<Record<string, string>>;

/** Who asks for tokens, by the names of their rows, and what they are called in short. */
const askers: Peers = {
  ky: "ky",
  axios: "axios",
  "@badgateway/oauth2-client": "badgateway",
  oauth4webapi: "oauth4webapi",
  "openid-client": "openid-client",
  "simple-oauth2": "simple-oauth2",
};

/** Who keeps tokens. */
const keepers: Peers = {
  "lru-cache": "lru-cache",
  "@badgateway/oauth2-client": "badgateway",
  "AWS: @smithy/property-provider": "AWS",
  "Azure: @azure/core-rest-pipeline": "Azure",
  "google-auth-library, refresh token": "Google",
};

const reading = "Reading a token that is there";
const clocked = "× the promise behind Date.now()";

const targets: readonly Target[] = [
  {
    what: "one request, processor time × `fetch`",
    title: "One warm token request",
    column: "CPU × fetch",
    limit: 1.27,
    peers: askers,
  },
  {
    what: "a token that is there, × a promise behind `Date.now()`",
    title: reading,
    column: clocked,
    limit: 1.1,
    peers: keepers,
  },
  {
    what: "the same with `{ signal }`",
    title: reading,
    column: clocked,
    name: `${ours}, { signal }`,
    limit: 3,
    peers: {},
  },
  {
    what: "the same with `{ minValidity }`",
    title: reading,
    column: clocked,
    name: `${ours}, { minValidity: 60_000 }`,
    limit: 3,
    peers: {},
  },
  {
    what: "10,000 callers and no token yet, time × the server's",
    title: "Ten thousand callers, and no token yet",
    column: "time × the server's",
    limit: 1.25,
    peers: keepers,
  },
  {
    what: "1,000 callers, no token, a server that is down for 1.5 s: requests",
    title: "A token's end, and a server that is down",
    column: "requests",
    row: ["no token, server down"],
    limit: 4,
    peers: keepers,
  },
  {
    what: "a fresh process to its first token, time × `fetch`",
    title: "The first token of a fresh process",
    column: "to the first token × fetch",
    limit: 1.2,
    peers: askers,
  },
  {
    what: "memory of a provider with its token, bytes",
    title: "The memory of a keeper",
    column: "bytes each",
    limit: 2000,
    peers: keepers,
  },
];

/** This library's figures beside its peers' and what was to be reached. */
export function summaryOf(report: readonly Section[]): Table {
  const rows = targets.map((target) => {
    const { what, limit, name = ours, peers } = target;
    const figure = figureAt(report, placeOf(target, name));
    const others = Object.entries(peers)
      .map(([row, short]) => ({ short, figure: figureAt(report, placeOf(target, row)) }))
      .toSorted((one, other) => one.figure - other.figure)
      .map((peer) => `${peer.short} ${peer.figure}`);
    const verdict = figure <= limit ? "reached" : "missed";
    return [what, String(figure), `≤ ${limit}`, verdict, others.join(", ") || "–"];
  });
  return { columns: ["what", ours, "to reach", "", "others in the same run"], rows };
}

function placeOf({ title, column, row = [] }: Target, name: string): Place {
  return { title, column, row: [name, ...row] };
}
