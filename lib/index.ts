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
export { createSirvClient } from "./sirv-client.ts";
export { requestToken } from "./request-token.ts";
export type { AccessToken } from "./access-token.ts";
export type { Credentials } from "./credentials.ts";
export { environmentCredentials } from "./environment-credentials.ts";
export type { RequestTokenOptions, RetryEvent } from "./request/request-options.ts";
export { retryAfter } from "./retry-after.ts";
export { isTokenError, TokenError } from "./token-error.ts";
export type { TokenErrorCode, TokenErrorDetails, TokenIssue } from "./token-error.ts";
