import {
  checkCredentials,
  checkDraft,
  type Credentials,
  credentialsError,
} from "../credentials.ts";
import { type RequestSignals, sendTokenRequest } from "../request/send.ts";
import type { TimedToken } from "../request/timed-token.ts";
import { startStopwatch } from "../support/stopwatch.ts";
import { inputError } from "../support/validate.ts";
import { type GivenToken, parseGivenToken } from "./given-token.ts";
import type { ProviderSettings } from "./provider-options.ts";
import { createRefusal, type Refusal } from "./refusal.ts";
import { warnOfSecretInPage } from "./secret-in-page.ts";

/** What a source is called with. */
export interface SourceContext {
  /** Aborts when the provider is disposed, or no longer waits for this answer. */
  readonly signal: AbortSignal;
  /** The token that the API just refused, if that is why the source is asked: a cache should drop it. */
  readonly refused?: string | undefined;
}

/**
 * Gives the client credentials, from a secrets manager for instance; asked before every request.
 *
 * @param context - A signal, and the token that was refused, if one was.
 * @returns The credentials. What it throws passes to the callers as it is.
 * @example
 * ```ts
 * const provider = createTokenProvider(async ({ signal }) => {
 *   const response = await fetch("https://secrets.example.com/sirv", { signal });
 *   return (await response.json()) as Credentials;
 * });
 * ```
 */
export type CredentialsFunction = (context: SourceContext) => Credentials | Promise<Credentials>;

/**
 * Gives an access token, from your own server for instance.
 *
 * @param context - A signal, and the token that was refused, if one was.
 * @returns The token, and how long it is good. What it throws passes to the callers as it is.
 * @example
 * ```ts
 * const provider = createTokenProvider(async ({ signal }) => {
 *   const response = await fetch("/api/sirv-token", { method: "POST", signal });
 *   return (await response.json()) as GivenToken;
 * });
 * ```
 */
export type TokenSource = (context: SourceContext) => GivenToken | Promise<GivenToken>;

/** Where a provider's tokens come from. */
export type Source = Credentials | CredentialsFunction | TokenSource;

/** How a source is asked. */
export interface AskContext extends SourceContext, Pick<RequestSignals, "abandoned"> {}

/** Asks the source for a token, and Sirv for it if the source gives credentials. */
export type Ask = (context: AskContext) => Promise<TimedToken>;

/** Makes the function that asks a source. */
export function createAsk(source: Source, settings: ProviderSettings): Ask {
  let refusal: Refusal | undefined;

  const send = async (given: unknown, signals: RequestSignals) => {
    const { value: credentials, issues } = checkCredentials(given);
    if (issues) throw credentialsError("Nothing was sent", issues);
    refusal?.ensureNot(credentials);
    if (!settings.dangerouslyAllowSecretInPage) warnOfSecretInPage();
    try {
      return await sendTokenRequest(credentials, settings, signals);
    } catch (error) {
      const refused = createRefusal(credentials, error, typeof source !== "function");
      if (!refused) throw error;
      refusal = refused;
      throw refused.failure;
    }
  };

  return async ({ signal, refused, abandoned }) => {
    if (typeof source !== "function") return send(source, { signal, abandoned });
    const askedAt = performance.now();
    const given: unknown = await source({ signal, refused });
    if (has(given, "token")) return parseGivenToken(given, startStopwatch(askedAt));
    if (has(given, "clientId") || has(given, "clientSecret")) {
      return send(given, { signal, abandoned });
    }
    throw inputError("Nothing was sent", [
      {
        message: "the token source must return { token, expiresIn } or { clientId, clientSecret }",
        path: [],
      },
    ]);
  };
}

/** Refuses a source of a wrong type at once. A value that is not set yet is told of when it is needed. */
export function ensureSource(source: unknown, consequence: string): void {
  if (typeof source === "function") return;
  if (Array.isArray(source) || has(source, "then")) {
    const message = "the credentials must be an object, not a list or a promise";
    throw credentialsError(consequence, [{ message, path: [] }]);
  }
  const { issues } = checkDraft(source);
  if (issues) throw credentialsError(consequence, issues);
}

function has(value: unknown, field: string): boolean {
  return typeof value === "object" && value !== null && field in value;
}
