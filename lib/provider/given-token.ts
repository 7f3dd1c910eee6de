import * as v from "valibot";
import { bearerEntries, createAccessToken } from "../access-token.ts";
import type { TimedToken } from "../request/timed-token.ts";
import { once } from "../support/once.ts";
import { type EntriesOf, objectOf } from "../support/schemas.ts";
import type { Stopwatch } from "../support/stopwatch.ts";
import { check, flawsOf } from "../support/validate.ts";
import { TokenError, type TokenIssue } from "../token-error.ts";

/**
 * A token as a source gives it: Sirv's own reply will do, and so will an `AccessToken`.
 *
 * @example
 * ```ts
 * const given: GivenToken = { token: "FAKE-token", expiresIn: 1200, scope: ["files:read"] };
 * ```
 */
export interface GivenToken {
  /** The bearer token. */
  readonly token: string;
  /** Seconds that are left of its life, counted from when the source was asked, whatever any clock says. */
  readonly expiresIn?: number | null | undefined;
  /**
   * When it expires, in epoch milliseconds of this machine's clock: for a token out of a store on this
   * machine. With both, the sooner counts.
   */
  readonly expiresAt?: number | null | undefined;
  /** What it allows, as a list or joined by spaces. */
  readonly scope?: string | readonly string[] | undefined;
}

const finite = (unit: string, highest: number) =>
  v.nullish(
    v.custom<number>(
      (value) => Number.isFinite(value) && Number(value) <= highest,
      `must be a number of ${unit}`,
    ),
  );

const schema = /* @__PURE__ */ once(() =>
  objectOf<EntriesOf<GivenToken>>({
    ...bearerEntries(),
    expiresIn: finite("seconds, those that are left", 1_000_000_000),
    // The latest date that there is.
    expiresAt: finite("epoch milliseconds", 8.64e15),
  }),
);

/**
 * The token that a source gave, or `invalid_response`.
 *
 * @param elapsed - Started when the source was asked.
 */
export function parseGivenToken(given: unknown, elapsed: Stopwatch): TimedToken {
  const { value, issues } = check(schema(), given, "the token");
  if (issues) throw unusable(issues);
  const { token, scope = [], expiresIn, expiresAt } = value;
  // A whole millisecond, as the wall clock has them.
  const askedAt = Math.ceil(Date.now() - elapsed());
  const byItself = (expiresIn ?? Infinity) * 1000;
  const byTheClock = (expiresAt ?? Infinity) - askedAt;
  const lifetime = Math.min(byItself, byTheClock);
  const timeLeft = () => lifetime - elapsed();
  if (lifetime === Infinity) {
    throw unusable([
      { message: "expiresIn, the seconds that are left, is missing", path: ["expiresIn"] },
    ]);
  }
  if (timeLeft() <= 0) throw unusable([byItself > byTheClock ? deadByTheClock : deadByItself]);
  return {
    timeLeft,
    accessToken: createAccessToken(
      { token, scope, expiresIn: expiresIn ?? Math.floor(lifetime / 1000) },
      askedAt + lifetime,
    ),
  };
}

const deadByItself: TokenIssue = {
  message: "expiresIn leaves it no time: look at the clock of the server that counted it",
  path: ["expiresIn"],
};
const deadByTheClock: TokenIssue = {
  message:
    "expiresAt, in epoch milliseconds, has passed by this machine's clock: check that clock, or give expiresIn alone, the seconds that are left",
  path: ["expiresAt"],
};

function unusable(issues: readonly TokenIssue[]): TokenError {
  return new TokenError(`The token source gave no token that can be used: ${flawsOf(issues)}.`, {
    code: "invalid_response",
    issues,
  });
}
