// A user's TypeScript against the installed declarations; nobody's declarations are skipped.
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { run } from "./run.ts";

const tsc = resolve("node_modules/.bin/tsc");

const main = `
import { isTokenError, requestToken, TokenError } from "sirv-token";
import type { AccessToken, Credentials, RequestTokenOptions, TokenErrorCode } from "sirv-token";
import { brokeredToken } from "sirv-token/broker";
import { createSandbox, type Sandbox } from "sirv-token/sandbox";
import { sharedSource } from "sirv-token/shared";

export const source = brokeredToken("/token", { headers: async () => ({ "x-csrf": "FAKE" }) });
// What a browser has fits.
export const ofThePage = sharedSource({ clientId: "fakeClientId", clientSecret: "FAKE" }, {
  storage: localStorage,
  locks: navigator.locks,
});
const sandbox: Sandbox = createSandbox();
const credentials: Credentials = sandbox.credentials;
const options: RequestTokenOptions = { expiresIn: 60, fetch: sandbox.fetch };
export async function token(): Promise<string | undefined> {
  try {
    const accessToken: AccessToken = await requestToken(credentials, options);
    return accessToken.token;
  } catch (error) {
    if (!isTokenError(error)) throw error;
    const code: TokenErrorCode = error.code;
    console.log(code, error.retryAfter ?? 0, error instanceof TokenError);
  }
}
`;

const wrong = `
import { requestToken } from "sirv-token";
void requestToken({ clientId: "fakeClientId" });
void requestToken({ clientId: "fakeClientId", clientSecret: "FAKE" }, { expiresin: 60 });
`;

/** What is written for Node alone uses no name of the DOM's. */
const server = `
import { createSirvClient, createTokenFetch, createTokenProvider, environmentCredentials, requestToken, retryAfter } from "sirv-token";
import type { TokenProvider, TokenProviderOptions } from "sirv-token";
import { createTokenBroker, type TokenBroker } from "sirv-token/broker";
import { sharedSource, type SharedStorage } from "sirv-token/shared";

const options: TokenProviderOptions = { headers: { "x-fake": "1" }, fetch: globalThis.fetch };
const provider: TokenProvider = createTokenProvider(environmentCredentials, options);
export const tokenFetch = createTokenFetch(provider);
export const sirv = createSirvClient(provider);
declare const storage: SharedStorage;
export const shared = createTokenProvider(sharedSource(environmentCredentials, { storage }));
export const broker: TokenBroker = createTokenBroker(shared, { authorize: () => false });
export const wait = (response: Response): number | undefined => retryAfter(response);
export const token = requestToken(environmentCredentials(), { signal: AbortSignal.timeout(5000) });
`;

async function typeCheck(compilerOptions: object, text: string): Promise<void> {
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    types: [],
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
  };
  const config = { compilerOptions: { ...strict, ...compilerOptions }, files: ["main.ts"] };
  const cwd = createApp({ "main.ts": text, "tsconfig.json": JSON.stringify(config) });
  await run(tsc, [], { cwd });
}

describe.each([
  { module: "esnext", moduleResolution: "bundler" },
  { module: "nodenext", moduleResolution: "nodenext" },
])("moduleResolution $moduleResolution", (compilerOptions) => {
  test("types are found and fit", async () => {
    await expect(typeCheck(compilerOptions, main)).resolves.toBeUndefined();
  });

  test("what is wrong does not compile", async () => {
    const error = await typeCheck(compilerOptions, wrong).catch(String);
    expect(error).toMatch(/main\.ts\(3,.*'clientSecret' is missing/);
    expect(error).toMatch(/main\.ts\(4,.*'expiresin' does not exist/);
  });

  test("without the DOM's types, Node's will do", async () => {
    const typeRoots = [resolve("node_modules/@types")];
    const options = { ...compilerOptions, lib: ["es2022"], types: ["node"], typeRoots };
    await expect(typeCheck(options, server)).resolves.toBeUndefined();
  });
});
