/// <reference lib="esnext.disposable" preserve="true" />
import type { AccessToken } from "../access-token.ts";
import type { GetTokenOptions } from "./provider-options.ts";

/**
 * How a provider is doing.
 *
 * @example
 * ```ts
 * const { status, expiresAt, errorCode } = provider.state;
 * ```
 */
export interface TokenProviderState {
  /**
   * Whether there is a token to hand out.
   *
   * - `empty`: there is no token, or it was invalidated.
   * - `good`: it is handed out.
   * - `expired`: the next caller waits for another.
   */
  readonly status: "empty" | "good" | "expired";
  /** When the token expires, in epoch milliseconds. */
  readonly expiresAt: number | undefined;
  /** The `code` of the error with which the last refresh failed, a `TokenErrorCode` if it is ours. */
  readonly errorCode: string | number | undefined;
}

/**
 * Keeps an access token good.
 *
 * @example
 * ```ts
 * const provider: TokenProvider = createTokenProvider(credentials);
 * const { token } = await provider.getToken();
 * ```
 */
export interface TokenProvider extends Disposable {
  /**
   * Gives a token that is good now: at once while it is fresh, and else as soon as there is one.
   *
   * @param options - The caller's signal, and how many milliseconds the token must still be good.
   * @returns The token; as long as it is fresh, one and the same promise for everybody.
   * @throws What the source throws, as a rule a `TokenError` with one of the codes of `requestToken`;
   *   `timeout` or `invalid_response` when it gives no token or no good one, `invalid_input` for wrong
   *   options and for a source that asks its own provider; the signal's reason after an abort.
   * @example
   * ```ts
   * const { token } = await provider.getToken({ minValidity: 60_000 });
   * ```
   */
  readonly getToken: (options?: GetTokenOptions) => Promise<AccessToken>;
  /**
   * Drops a token that Sirv refused with a 401, so that the next caller gets another. It has no effect
   * unless that token still is the current one: however many callers were refused, one refresh follows. At
   * most two tokens are replaced in half a minute, and the pause doubles while that heals nothing.
   *
   * @param token - The bearer token itself, the `token` of an `AccessToken`.
   * @returns Whether it is worth asking for a token again: `false` if this one stays in use.
   * @throws TokenError with code `invalid_input` for what is no string.
   * @example
   * ```ts
   * if (response.status === 401) provider.invalidate(token);
   * ```
   */
  readonly invalidate: (token: string) => boolean;
  /** How the provider is doing: a snapshot, for a health check or a page that shows it. */
  readonly state: TokenProviderState;
  /**
   * Ends the request that is under way, if any: whoever waits for it is rejected with an `AbortError`. The
   * token stays, and so does the provider: who asks it again gets one.
   *
   * @example
   * ```ts
   * using shortLived = createTokenProvider(credentials);
   * ```
   */
  [Symbol.dispose](): void;
}
