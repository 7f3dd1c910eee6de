import type { AccessToken } from "./access-token.ts";
import { type Countdown, countdown } from "./countdown.ts";
import type { TokenProviderOptions } from "./provider-options.ts";

/** A token, and when to refresh it. */
export interface KeptToken {
  readonly accessToken: AccessToken;
  /** The one promise that all callers get. */
  readonly promise: Promise<AccessToken>;
  readonly left: Countdown;
  /** Milliseconds that were left when it came. */
  readonly lifetime: number;
  readonly refreshAhead: number;
  readonly waitAhead: number;
  /** The wall clock's millisecond in which it was last found fresh. */
  freshAt: number;
}

/** @param lifetime - Milliseconds that the token is good from now on. */
export function keepToken(
  accessToken: AccessToken,
  lifetime: number,
  {
    refreshAhead = Math.min(120_000, lifetime / 4),
    waitAhead = Math.min(10_000, lifetime / 20),
  }: TokenProviderOptions,
): KeptToken {
  return {
    accessToken,
    lifetime,
    freshAt: 0,
    promise: Promise.resolve(accessToken),
    left: countdown(lifetime),
    // Else a token that lives shorter than that would be refreshed for ever.
    refreshAhead: Math.min(Math.max(refreshAhead, waitAhead), lifetime / 2),
    waitAhead: Math.min(waitAhead, lifetime / 2),
  };
}
