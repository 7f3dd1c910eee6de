// What surrounds a code block of a document: what its reader has anyway, as globals, and a sandbox in
// Sirv's place.

/** A module that is loaded before a block. */
export const stage = `
import { createTokenProvider } from "sirv-token";
import { createSandbox } from "sirv-token/sandbox";

const { base, credentials } = globalThis.stage ?? JSON.parse(process.env.STAGE);

const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== "https://api.sirv.com") return fetch(input, init);
  // Read, for a stream needs more than every runtime has.
  const body = request.body ? await request.blob() : undefined;
  const { method, headers, redirect, signal } = request;
  return fetch(base + pathname + search, { method, headers, redirect, signal, body });
};

const store = new Map();
const provider = createTokenProvider(credentials, { dangerouslyAllowSecretInPage: true });
Object.assign(globalThis, {
  ...credentials,
  credentials,
  provider,
  sandbox: createSandbox(),
  signal: new AbortController().signal,
  file: new Blob(["FAKE image"], { type: "image/jpeg" }),
  secrets: { get: async () => JSON.stringify(credentials) },
  askMyServer: async (signal) => {
    const { token, scope } = await provider.getToken({ signal });
    return { token, expiresIn: 60, scope };
  },
  isLoggedIn: async () => true,
  storage: { getItem: (name) => store.get(name) ?? null, setItem: (name, value) => store.set(name, value) },
  locks: { request: async (name, options, callback) => callback({ name }) },
});
`;

/** Where the store of a document is that has many. */
export const store = "export const { locks, storage } = globalThis;\n";

/** The types of these globals. */
export const stageTypes = `
import type { Credentials, GivenToken, TokenProvider } from "sirv-token";
import type { Sandbox } from "sirv-token/sandbox";
import type { SharedLocks, SharedStorage } from "sirv-token/shared";

declare global {
  var clientId: string;
  var clientSecret: string;
  var credentials: Credentials;
  var provider: TokenProvider;
  var sandbox: Sandbox;
  var signal: AbortSignal;
  var file: Blob;
  var secrets: { get(name: string): Promise<string> };
  var storage: SharedStorage;
  var locks: SharedLocks;
  function askMyServer(signal?: AbortSignal, refused?: string): Promise<GivenToken>;
  function isLoggedIn(request: Request): Promise<boolean>;
}
`;
