/// <reference lib="esnext.disposable" preserve="true" />
import type { AccessToken } from "./access-token.ts";
import { countdown } from "./countdown.ts";
import type { Credentials } from "./credentials.ts";
import { createHoldOff, type HoldOff } from "./hold-off.ts";
import { keepToken, type KeptToken } from "./kept-token.ts";
import {
  type GetTokenOptions,
  parseProviderOptions,
  type TokenProviderOptions,
} from "./provider-options.ts";
import { TokenError } from "./token-error.ts";
import { createAsk, type CredentialsFunction, type TokenSource } from "./token-source.ts";
import { waitFor } from "./wait-for.ts";

/** How a provider is doing. */
export interface TokenProviderState {
  /**
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

/** Keeps an access token good. */
export interface TokenProvider extends Disposable {
  /**
   * Gives a token that is good now: at once while it is fresh, and else as soon as there is one.
   *
   * @param options - The caller's signal, and how long the token must still be good.
   * @returns The token; as long as it is fresh, one and the same promise for all who give no options.
   * @throws What the source throws, as a rule a `TokenError` with one of the codes of `requestToken`;
   *   `timeout` or `invalid_response` when it gives no token or no good one; the signal's reason after
   *   an abort.
   * @example
   * ```ts
   * const { token } = await provider.getToken({ minValidity: 60_000 });
   * ```
   */
  readonly getToken: (options?: GetTokenOptions) => Promise<AccessToken>;
  /**
   * Drops a token that Sirv refused with a 401, so that the next caller gets another. It has no effect
   * unless that token still is the current one: however many callers were refused, one refresh follows.
   *
   * @param token - The bearer token itself, the `token` of an `AccessToken`.
   */
  readonly invalidate: (token: string) => void;
  /** How the provider is doing: a snapshot, for a health check or a page that shows it. */
  readonly state: TokenProviderState;
}

/** A request for a token, for all who wait for it. */
interface Flight {
  readonly promise: Promise<AccessToken>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Makes a provider, which asks for a token when the first caller wants one and keeps it good from then
 * on: callers share one request, a fresh token is handed out at once, an ageing one is refreshed while
 * it still is handed out, and a failed refresh is noticed by nobody as long as the token is good.
 *
 * @param source - Credentials; or a function that gives credentials, from a secrets manager for
 *   instance, or an access token, from a broker for instance.
 * @param options - Settings of the token requests, and when to refresh.
 * @returns The provider. After a failure without a good token, callers get the same error at once, with
 *   its `retryAfter`, until the next try is due.
 * @throws TokenError with code `invalid_input` when the provider's own options are invalid; what is
 *   wrong with a request's shows when it is made.
 * @example
 * ```ts
 * const provider = createTokenProvider({ clientId, clientSecret });
 * const { token } = await provider.getToken();
 * ```
 */
export function createTokenProvider(
  source: Credentials | CredentialsFunction | TokenSource,
  options: TokenProviderOptions = {},
): TokenProvider {
  const settings = parseProviderOptions(options);
  const ask = createAsk(source, options);
  let holdOff: HoldOff | undefined;
  let current: KeptToken | undefined;
  let flight: Flight | undefined;
  let refused: string | undefined;

  return {
    getToken(wishes) {
      const now = Date.now();
      if (!current || wishes) return get(wishes);
      // Two clocks cost more than the rest of the way: both are read once a millisecond of the first.
      if (current.freshAt !== now) {
        if (current.left() <= current.refreshAhead) return get();
        current.freshAt = now;
      }
      return current.promise;
    },
    invalidate(token) {
      if (current?.accessToken.token !== token) return;
      refused = token;
      current = undefined;
    },
    get state(): TokenProviderState {
      return {
        status: timeLeft() > 0 ? "good" : current ? "expired" : "empty",
        expiresAt: current?.accessToken.expiresAt,
        errorCode: (Object(holdOff?.failure) as { code?: string | number }).code,
      };
    },
    [Symbol.dispose]() {
      if (flight) stop(flight);
    },
  };

  function timeLeft(): number {
    return current?.left() ?? 0;
  }

  async function get(wishes: GetTokenOptions = {}): Promise<AccessToken> {
    const { signal, minValidity } = wishes;
    if (signal?.aborted) throw signal.reason;
    const left = timeLeft();
    const error = holdOff?.error(left > 0);
    if (current && left > 0) {
      const needed = Math.min(minValidity || 0, current.lifetime / 2);
      if (error || left > Math.max(needed, current.waitAhead)) {
        if (left <= current.refreshAhead && !error && !flight) wait().catch(() => undefined);
        return current.promise;
      }
    }
    if (error) throw error as Error;
    return wait(wishes);
  }

  /** Waits for the refresh under way, or begins one. */
  function wait(wishes: GetTokenOptions = {}): Promise<AccessToken> {
    const joined = (flight ??= start());
    joined.waiting += 1;
    return waitFor(
      joined.promise,
      // It ends before, unless an edge worker has ended the request that it was begun in: then its
      // promise never settles.
      settings.totalTimeout + 2000,
      () => {
        stop(joined);
        return get(wishes);
      },
      wishes.signal,
      () => {
        joined.waiting -= 1;
        if (!joined.waiting) stop(joined);
      },
    );
  }

  /** Ends a flight, which has no say from then on. */
  function stop(ended: Flight): void {
    if (flight === ended) flight = undefined;
    ended.controller.abort();
  }

  function start(): Flight {
    const begun = Date.now();
    const sinceThen = countdown(0);
    const controller = new AbortController();
    const { signal } = controller;
    const tooLong = () => {
      controller.abort();
      return Promise.reject(new TokenError("No token in time: try later", { code: "timeout" }));
    };
    const started: Flight = {
      controller,
      waiting: 0,
      // A token request has its own limit, which is reached before; a source may have none.
      promise: waitFor(ask({ signal }), settings.totalTimeout + 1000, tooLong, signal)
        .then((accessToken) => {
          // What went by since the beginning is gone, by the clock that says more.
          const lifetime = accessToken.expiresAt - begun + sinceThen();
          if (accessToken.token === refused || !(lifetime > 0)) {
            throw new TokenError("The new token is no good: check the source", {
              code: "invalid_response",
            });
          }
          // Who waits for a flight that was stopped gets no token that nobody else has.
          if (signal.aborted) throw signal.reason;
          current = keepToken(accessToken, lifetime, settings);
          flight = holdOff = undefined;
          return accessToken;
        })
        .catch((error: unknown) => {
          const good = timeLeft() > 0;
          if (flight === started) {
            flight = undefined;
            holdOff = createHoldOff(error, good, holdOff);
          }
          if (good) return current!.promise;
          throw error;
        }),
    };
    return started;
  }
}
