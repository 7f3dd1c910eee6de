import { countdown } from "./countdown.ts";
import { isTokenError, TokenError, type TokenErrorDetails } from "./token-error.ts";

/** Keeps the next refresh away from one that has failed. */
export interface HoldOff {
  /** Why that one failed. */
  readonly failure: unknown;
  /** How many have failed in a row. */
  readonly failures: number;
  /** Whether its length was chosen at leisure, with a good token at hand; it ends with that token. */
  readonly atLeisure: boolean;
  /** What to fail with instead of trying; `undefined` when a try may begin. */
  error(hasToken: boolean): unknown;
}

/**
 * Begins when a refresh has failed.
 *
 * @param failure - Why.
 * @param hadToken - Whether there was a good token meanwhile.
 * @param previous - That of the failure before, if nothing succeeded since.
 */
export function createHoldOff(failure: unknown, hadToken: boolean, previous?: HoldOff): HoldOff {
  // A source's error may hold anything.
  const told = Number((Object(failure) as Partial<TokenError>).retryAfter);
  const failures = previous?.atLeisure === hadToken ? previous.failures + 1 : 1;
  const atLeisure = hadToken && !(told > 0);
  const left = countdown(
    // Sirv counts requests by the hour: a longer wait is somebody's mistake.
    Math.min(told > 0 ? told : backOff(failures, hadToken), 3_600_000),
  );
  return {
    failure,
    failures,
    atLeisure,
    error(hasToken) {
      const milliseconds = Math.ceil(left());
      if (milliseconds <= 0 || (atLeisure && !hasToken)) return undefined;
      if (!isTokenError(failure)) return failure;
      const details: TokenErrorDetails = failure;
      return new TokenError(failure.message, { ...details, retryAfter: milliseconds });
    },
  };
}

/** Milliseconds: 1 s, doubling up to 30 s; up to 1 min and fully jittered while nobody waits. */
function backOff(failures: number, hadToken: boolean): number {
  const longest = 500 * 2 ** failures;
  return hadToken ? 1000 + Math.random() * Math.min(longest, 59_000) : Math.min(longest, 30_000);
}
