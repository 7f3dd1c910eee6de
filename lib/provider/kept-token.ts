import type { AccessToken } from "../access-token.ts";
import type { TimedToken } from "../request/timed-token.ts";
import type { Countdown } from "../support/countdown.ts";

/** How good a kept token still is, for a caller who needs it for so long. */
type KeptPhase = "fresh" | "ageing" | "short" | "expired";

/** When a token is refreshed, if its lifetime is not to decide. */
export interface RefreshWindows {
  readonly refreshAhead?: number | undefined;
  readonly waitAhead?: number | undefined;
}

/** The current token, and how it ages. */
export class KeptToken {
  readonly accessToken: AccessToken;
  /** The one promise that all callers get while it is fresh. */
  readonly promise: Promise<AccessToken>;
  /** Whether it came for one that the API had refused. */
  readonly isReplacement: boolean;
  readonly #timeLeft: Countdown;
  readonly #lifetime: number;
  readonly #refreshAhead: number;
  readonly #waitAhead: number;
  #readAt = Number.NaN;
  #remaining = 0;

  /** Keeps a token from now on. */
  constructor(
    { accessToken, timeLeft }: TimedToken,
    windows: RefreshWindows,
    isReplacement: boolean,
  ) {
    this.accessToken = accessToken;
    this.promise = Promise.resolve(accessToken);
    this.isReplacement = isReplacement;
    this.#timeLeft = timeLeft;
    this.#lifetime = timeLeft();
    const { refreshAhead, waitAhead } = windowsFor(this.#lifetime, windows);
    this.#refreshAhead = refreshAhead;
    this.#waitAhead = waitAhead;
  }

  /**
   * Whether it is fresh, at the least possible price.
   *
   * @param minValidity - Milliseconds that a caller needs it.
   */
  isFresh(minValidity: number = 0): boolean {
    // Two clocks cost more than the rest of the way: both are read once a millisecond of the first.
    const now = Date.now();
    if (this.#readAt !== now) {
      this.#readAt = now;
      this.#remaining = this.#timeLeft();
    }
    return this.#phaseAt(this.#remaining, minValidity) === "fresh";
  }

  /** @param minValidity - Milliseconds that a caller needs it. */
  phase(minValidity: number = 0): KeptPhase {
    return this.#phaseAt(this.#timeLeft(), minValidity);
  }

  #phaseAt(remaining: number, minValidity: number): KeptPhase {
    if (remaining <= 0) return "expired";
    // NaN asks for nothing; and half its lifetime at most, else no token would ever do.
    const needed = Math.min(minValidity || 0, this.#lifetime / 2);
    if (remaining <= Math.max(needed, this.#waitAhead)) return "short";
    return remaining <= this.#refreshAhead ? "ageing" : "fresh";
  }
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
