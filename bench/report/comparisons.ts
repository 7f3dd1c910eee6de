import { ours } from "../measure/ours.ts";

/** A row of the summary: one figure of this library beside its peers'. */
interface Comparison {
  /** What is measured, and in what. */
  readonly what: string;
  /** Where the report has it. */
  readonly title: string;
  readonly column: string;
  /** The cells after the name that tell its row, if it has several. */
  readonly row?: readonly string[];
  /** How this library's row is called, if not by its name alone. */
  readonly name?: string;
  /** What was to be reached: no more than that. */
  readonly limit?: number;
  /** Who does the same: the names of their rows, and what they are called in short. */
  readonly peers: Readonly<Record<string, string>>;
}

const badgateway = { "@badgateway/oauth2-client": "badgateway" };
const google = { "google-auth-library, refresh token": "Google" };

const clients = {
  oauth4webapi: "oauth4webapi",
  "openid-client": "openid-client",
  "simple-oauth2": "simple-oauth2",
  axios: "axios",
  ky: "ky",
};

const askers = { ...badgateway, ...clients };

const keepers = {
  ...badgateway,
  ...google,
  "lru-cache": "lru-cache",
  "AWS: @smithy/property-provider": "AWS",
  "Azure: @azure/core-rest-pipeline": "Azure",
};

const reading = {
  title: "Reading a token that is there",
  column: "× the promise behind Date.now()",
};
const serverDown = {
  title: "A token's end, and a server that is down",
  row: ["no token, server down"],
  peers: keepers,
};

export const comparisons: readonly Comparison[] = [
  {
    what: "one request, processor time × `fetch`",
    title: "One warm token request",
    column: "CPU × fetch",
    limit: 1.27,
    peers: { ...askers, "ky as used here": "ky as used here" },
  },
  {
    what: "a token that is there, time × a promise behind `Date.now()`",
    ...reading,
    limit: 1.1,
    peers: keepers,
  },
  {
    what: "the same with `{ signal }`",
    ...reading,
    name: `${ours}, { signal }`,
    limit: 3,
    peers: {},
  },
  {
    what: "the same with `{ minValidity }`",
    ...reading,
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
    ...serverDown,
    column: "requests",
    limit: 4,
  },
  { what: "of these callers, how many failed", ...serverDown, column: "failed" },
  { what: "and waited at most", ...serverDown, column: "longest wait" },
  {
    what: "30 calls of an API that answers 401 to everything: token requests",
    title: "An API that answers 401 to everything",
    column: "token requests",
    peers: { ...badgateway, ...google },
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
  {
    what: "what one request takes in a bundle, bytes of brotli",
    title: "The size in an app's bundle",
    column: "rolldown: brotli",
    name: `${ours}: requestToken`,
    peers: { ...clients, "@badgateway/oauth2-client: OAuth2Client": "badgateway" },
  },
];
