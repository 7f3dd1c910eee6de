import { type Stopwatch, startStopwatch } from "../support/stopwatch.ts";

/** Decides whether a token that the API refused is replaced. */
export interface Replacements {
  /**
   * Whether another token may be asked for; it counts as one if so.
   *
   * @param isReplacement - Whether the refused token itself came for a refused one.
   */
  take(isReplacement: boolean): boolean;
}

/** Milliseconds after two replacements before the next one; doubled with each that heals nothing. */
const pause = 30_000;
const longestPause = 3_600_000;

/**
 * A 401 that another token does not heal is not the token's fault: some path of the API refuses everybody.
 * At most two are replaced in half a minute, so that such a path costs few requests and harms no other call.
 */
export function createReplacements(): Replacements {
  let unhealed = 0;
  let elapsed: Stopwatch = () => Infinity;

  return {
    take(isReplacement) {
      const sinceLast = elapsed();
      // An ordinary token has served its time meanwhile.
      if (!isReplacement && sinceLast >= pause) unhealed = 0;
      if (unhealed >= 2 && sinceLast < Math.min(pause * 2 ** (unhealed - 2), longestPause))
        return false;
      unhealed += 1;
      elapsed = startStopwatch();
      return true;
    },
  };
}
