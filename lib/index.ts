export type { AccessToken } from "./access-token.ts";
export type { Credentials } from "./credentials.ts";
export type { RequestTokenOptions, RetryEvent } from "./request-options.ts";
export { requestToken } from "./request-token.ts";
export { isTokenError, TokenError } from "./token-error.ts";
export type { TokenErrorCode, TokenErrorDetails, TokenIssue } from "./token-error.ts";
