/**
 * What went wrong, stable across versions: switch on this, never on the message.
 *
 * - `invalid_input`: an argument is not what it must be; nothing was sent.
 * - `insecure_endpoint`: the secret would travel unencrypted, or beside a password; nothing was sent.
 * - `unauthorized`: the endpoint refused the credentials (401, 403).
 * - `rate_limited`: too many requests (429); `retryAfter` tells when to come back, if the server did.
 * - `redirected`: the endpoint redirected; the secret was not sent on.
 * - `http_error`: any other status that is not a success.
 * - `network_error`: no reply, or one that broke off.
 * - `timeout`: no reply in the time allowed.
 * - `invalid_response`: a reply, or what a token source gave, that is no token that can be used.
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

/**
 * One thing that is wrong with a value, in the shape of Standard Schema. It never holds the value.
 *
 * @see https://standardschema.dev/
 */
export interface TokenIssue {
  /** A sentence without its full stop, such as `clientSecret must not be empty`. */
  readonly message: string;
  /** The field, one key for each level; empty for the value as a whole. */
  readonly path: readonly (string | number)[];
}

/** What a `TokenError` carries beside its message. */
export interface TokenErrorDetails {
  /** What went wrong. */
  readonly code: TokenErrorCode;
  /** The reply's HTTP status. */
  readonly status?: number | undefined;
  /** Milliseconds until the server, or a provider's next try, wants to be asked again. */
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
  /** `SirvTokenError`, in every copy of this package. */
  override readonly name: string = "SirvTokenError";
  /** What went wrong, stable across versions: switch on this, never on the message. */
  declare readonly code: TokenErrorCode;
  /** The reply's HTTP status, if there was a reply. */
  declare readonly status?: number | undefined;
  /** Milliseconds until the server, or a provider's next try, wants to be asked again, if that is known. */
  declare readonly retryAfter?: number | undefined;
  /** What the input or the reply lacks, for `invalid_input` and `invalid_response`. */
  declare readonly issues?: readonly TokenIssue[] | undefined;

  /**
   * Makes an error, as a token source of your own may throw it.
   *
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
 * @example
 * ```ts
 * if (isTokenError(error)) console.error(error.code, error.message);
 * ```
 */
export function isTokenError(value: unknown): value is TokenError {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    value.name === "SirvTokenError"
  );
}
