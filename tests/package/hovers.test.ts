// What an editor shows over calls of the installed package: the doc comments must have come through the
// declarations, and the types must have names that mean something.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { type LanguageServer, openInEditor } from "./language-server.ts";

const text = `
import { createSirvClient, createTokenFetch, createTokenProvider, isTokenError, requestToken } from "sirv-token";
import { createTokenBroker } from "sirv-token/broker";
import { createSandbox } from "sirv-token/sandbox";
import { sharedSource, type SharedStorage } from "sirv-token/shared";

declare const storage: SharedStorage;
const sandbox = createSandbox({ rateLimit: 10 });
sandbox.fail({ type: "rate-limit", resetIn: 1000 });
const { credentials, fetch } = sandbox;
const accessToken = await requestToken(credentials, { fetch, timeout: 1000 });
console.log(accessToken.expiresAt);
const provider = createTokenProvider(credentials, { refreshAhead: 1000, totalTimeout: 5000 });
await provider.getToken({ minValidity: 60_000 });
createTokenFetch(provider, { origin: "http://127.0.0.1:8080" });
createSirvClient(provider, {});
createTokenBroker(provider, { authorize: () => false, floor: 60_000 });
sharedSource(credentials, { storage, retry: 1 });
try {
} catch (error) {
  if (isTokenError(error)) console.log(error.retryAfter);
}
`;

let server: LanguageServer | undefined;

beforeAll(async () => {
  const compilerOptions = { strict: true, module: "nodenext", target: "es2022", noEmit: true };
  const config = JSON.stringify({ compilerOptions, files: ["main.ts"] });
  server = await openInEditor(createApp({ "tsconfig.json": config }), "main.ts", text);
});
afterAll(async () => server?.close());

/** Where a name stands in the text the last time. */
function positionOf(name: string): { readonly line: number; readonly character: number } {
  const before = text.slice(0, text.lastIndexOf(name)).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

test.each([
  ["createSandbox", "(options?: SandboxOptions): Sandbox", "Makes a sandbox"],
  ["requestToken", "(credentials: Credentials, options?: RequestTokenOptions)", "Asks Sirv for"],
  [
    "createTokenProvider",
    "(source: Credentials | CredentialsFunction | TokenSource, options?: TokenProviderOptions)",
    "Makes a provider",
  ],
  ["getToken", "(options?: GetTokenOptions) => Promise<AccessToken>", "Gives a token that is good"],
  ["createTokenFetch", "(provider: TokenHolder, options?: TokenFetchOptions)", "Makes a `fetch`"],
  ["createSirvClient", ", options?: Options): KyInstance", "Makes a ky instance"],
  ["createTokenBroker", "(provider: TokenHolder, options: TokenBrokerOptions", "Makes a broker"],
  ["sharedSource", "options: SharedSourceOptions): TokenSource", "Makes a token source"],
  ["isTokenError", "(value: unknown): value is TokenError", "Tells whether a value is a"],
  ["fail", "(...faults: readonly SandboxFault[]): void", "Scripts what goes wrong"],
])("a call of %s shows its types and says what it does", async (name, types, summary) => {
  const shown = await server?.hover(positionOf(`${name}(`));
  expect(shown).toContain(types);
  expect(shown).toContain(`\n${summary}`);
});

test.each([
  ["rateLimit", "Requests an hour"],
  ["resetIn", "Milliseconds until the limit ends"],
  ["timeout", "Milliseconds for one attempt"],
  ["expiresAt", "When the token expires, in epoch milliseconds"],
  ["refreshAhead", "Milliseconds before its expiry"],
  ["totalTimeout", "Milliseconds for the whole call"],
  ["minValidity", "Milliseconds that the token must still be good"],
  ["origin", "Where the token may go"],
  ["floor", "Milliseconds that a token must still be good"],
  ["retry:", "Attempts after the first"],
  ["retryAfter", "Milliseconds until the server"],
])("%s says what it is, with its unit", async (name, summary) => {
  expect(await server?.hover(positionOf(name))).toContain(`\n${summary}`);
});

test("while arguments are typed, the parameter at hand is told", async () => {
  const { line, character } = positionOf("{ fetch, timeout");
  const shown = await server?.signatureHelp({ line, character });
  expect(shown).toContain("requestToken(credentials: Credentials, options?: RequestTokenOptions)");
  expect(shown).toContain("Limits in milliseconds");
});
