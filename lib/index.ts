/**
 * Turns Sirv API client credentials into an access token, keeps it good, and calls Sirv's REST API with it.
 *
 * Durations are in milliseconds and instants in epoch milliseconds; `expiresIn` alone is in seconds, as Sirv
 * counts it. What goes wrong is a `TokenError` with a stable `code`.
 *
 * @example
 * ```ts
 * const provider = createTokenProvider(environmentCredentials);
 * const sirv = createSirvClient(provider);
 * const account = await sirv.get("account").json();
 * ```
 * @see https://apidocs.sirv.com/
 * @module sirv-token
 */
export { createTokenProvider } from "./token-provider.ts";
export type { TokenProvider, TokenProviderState } from "./token-provider.ts";
export type {
  GetTokenOptions,
  RefreshEvent,
  TokenProviderOptions,
} from "./provider/provider-options.ts";
export type { CredentialsFunction, SourceContext, TokenSource } from "./provider/token-source.ts";
export type { GivenToken } from "./provider/given-token.ts";
export { createTokenFetch } from "./token-fetch.ts";
export type { TokenFetchOptions } from "./token-fetch.ts";
export type { TokenHolder } from "./fetch/bearer-fetch.ts";
export { createSirvClient } from "./sirv-client.ts";
export { requestToken } from "./request-token.ts";
export type { AccessToken } from "./access-token.ts";
export type { Credentials } from "./credentials.ts";
export { environmentCredentials } from "./environment-credentials.ts";
export type { RequestTokenOptions, RetryEvent } from "./request/request-options.ts";
export { retryAfter } from "./retry-after.ts";
export { isTokenError, TokenError } from "./token-error.ts";
export type { TokenErrorCode, TokenErrorDetails, TokenIssue } from "./token-error.ts";
