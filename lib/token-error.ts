/**
 * What went wrong, stable across versions: switch on this, never on the message.
 *
 * - `invalid_input`: an argument breaks its schema; nothing was sent.
 * - `insecure_endpoint`: the endpoint is neither HTTPS nor on loopback; nothing was sent.
 * - `unauthorized`: the endpoint refused the credentials (401, 403).
 * - `rate_limited`: too many requests (429); `retryAfter` tells when to come back, if the server did.
 * - `redirected`: the endpoint redirected; the secret was not sent on.
 * - `http_error`: any other status that is not a success.
 * - `network_error`: no reply, or one that broke off.
 * - `timeout`: no reply in the time allowed.
 * - `invalid_response`: a reply that is not the documented one.
 */
export type TokenErrorCode =
  | "invalid_input"
  | "insecure_endpoint"
  | "unauthorized"
  | "rate_limited"
  | "redirected"
  | "http_error"
  | "network_error"
  | "timeout"
  | "invalid_response";

/** One thing that a value lacks: where, and what is expected there. It never holds the value. */
export interface TokenIssue {
  /** The field, dots between levels; empty for the value as a whole. */
  readonly path: string;
  /** What the field must be, in valibot's words: `string`, `>=5`, a pattern. */
  readonly expected: string;
}

/** What a `TokenError` carries beside its code and message. */
export interface TokenErrorDetails {
  /** What went wrong. */
  readonly code: TokenErrorCode;
  /** The reply's HTTP status. */
  readonly status?: number | undefined;
  /** Milliseconds until the server wants to be asked again. */
  readonly retryAfter?: number | undefined;
  /** What the input or the reply lacks. */
  readonly issues?: readonly TokenIssue[] | undefined;
}

/**
 * The one error of this package; it never holds a secret or a token, in no property and no `cause`.
 *
 * @example
 * ```ts
 * try {
 *   await requestToken(credentials);
 * } catch (error) {
 *   if (isTokenError(error) && error.code === "rate_limited") comeBackIn(error.retryAfter);
 *   else throw error;
 * }
 * ```
 */
export class TokenError extends Error {
  override readonly name: string = "SirvTokenError";
  declare readonly code: TokenErrorCode;
  declare readonly status?: number | undefined;
  declare readonly retryAfter?: number | undefined;
  declare readonly issues?: readonly TokenIssue[] | undefined;

  /**
   * @param message - What happened, to whom, and what to do next.
   * @param details - What programs can act on.
   */
  constructor(message: string, details: TokenErrorDetails) {
    super(message);
    Object.assign(this, details);
  }
}

/**
 * Tells whether a value is a `TokenError`, also one of another realm or another copy of this package.
 *
 * @param value - Anything that was thrown.
 * @returns `true` for a `TokenError`.
 */
export function isTokenError(value: unknown): value is TokenError {
  return Object(value).name === "SirvTokenError";
}
