import type { AccessToken } from "../access-token.ts";
import type { TimedToken } from "../request/send.ts";

/** How good a kept token still is, for a caller who needs it for so long. */
type KeptPhase = "fresh" | "ageing" | "short" | "expired";

/** The current token, and how it ages. */
export interface KeptToken {
  readonly accessToken: AccessToken;
  /** The one promise that all callers get. */
  readonly promise: Promise<AccessToken>;
  /** Whether it came for one that the API had refused. */
  readonly isReplacement: boolean;
  /** Whether it is fresh, at the least possible price. */
  isFresh(): boolean;
  /** @param minValidity - Milliseconds that a caller needs it. */
  phase(minValidity?: number): KeptPhase;
}

/** When a token is refreshed, if its lifetime is not to decide. */
export interface RefreshWindows {
  readonly refreshAhead?: number | undefined;
  readonly waitAhead?: number | undefined;
}

/** Keeps a token from now on. */
export function keepToken(
  { accessToken, timeLeft }: TimedToken,
  windows: RefreshWindows,
  isReplacement: boolean = false,
): KeptToken {
  const lifetime = timeLeft();
  const { refreshAhead, waitAhead } = windowsFor(lifetime, windows);
  let freshAt = 0;

  return {
    accessToken,
    promise: Promise.resolve(accessToken),
    isReplacement,
    isFresh() {
      // Two clocks cost more than the rest of the way: both are read once a millisecond of the first.
      const now = Date.now();
      if (freshAt === now) return true;
      if (timeLeft() <= refreshAhead) return false;
      freshAt = now;
      return true;
    },
    phase(minValidity = 0) {
      const remaining = timeLeft();
      if (remaining <= 0) return "expired";
      // NaN asks for nothing; and half its lifetime at most, else no token would ever do.
      const needed = Math.min(minValidity || 0, lifetime / 2);
      if (remaining <= Math.max(needed, waitAhead)) return "short";
      return remaining <= refreshAhead ? "ageing" : "fresh";
    },
  };
}

/** Milliseconds before its expiry from which a token is refreshed, and from which that is waited for. */
export function windowsFor(
  lifetime: number,
  {
    refreshAhead = Math.min(120_000, lifetime / 4),
    waitAhead = Math.min(10_000, lifetime / 20),
  }: RefreshWindows,
): { readonly refreshAhead: number; readonly waitAhead: number } {
  return {
    // Else a token that lives shorter than that would be refreshed for ever.
    refreshAhead: Math.min(Math.max(refreshAhead, waitAhead), lifetime / 2),
    waitAhead: Math.min(waitAhead, lifetime / 2),
  };
}
