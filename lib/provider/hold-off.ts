import { countdown } from "../support/countdown.ts";
import { inWords } from "../support/in-words.ts";
import { isTokenError, TokenError } from "../token-error.ts";

/** Keeps the next refresh away from one that has failed. */
export interface HoldOff {
  /** Why that one failed. */
  readonly failure: unknown;
  /** How many have failed in a row. */
  readonly failures: number;
  /** Whether its length was chosen at leisure, with a good token at hand; it ends with that token. */
  readonly atLeisure: boolean;
  /** Whether the next try has to wait. */
  holds(hasToken: boolean): boolean;
  /** What those get meanwhile who have no token. */
  error(): unknown;
}

/**
 * Begins when a refresh has failed.
 *
 * @param failure - Why.
 * @param hadToken - Whether there was a good token meanwhile.
 * @param previous - That of the failure before, if nothing succeeded since.
 */
export function createHoldOff(failure: unknown, hadToken: boolean, previous?: HoldOff): HoldOff {
  const requested = retryAfterOf(failure);
  const failures = previous?.atLeisure === hadToken ? previous.failures + 1 : 1;
  const atLeisure = hadToken && requested === undefined;
  // Sirv counts requests by the hour: a longer wait is somebody's mistake.
  const timeLeft = countdown(Math.min(requested ?? backOff(failures, hadToken), 3_600_000));
  return {
    failure,
    failures,
    atLeisure,
    holds: (hasToken) => timeLeft() > 0 && (hasToken || !atLeisure),
    error: () => heldOff(failure, Math.ceil(timeLeft())),
  };
}

/** What failed first, by the errors that tell of it later. */
const origins = /* @__PURE__ */ new WeakMap<TokenError, TokenError>();

/**
 * The error for a request that is not made, after an earlier one that failed; others' errors are as they are.
 *
 * @param retryAfter - Milliseconds until the next one may be made.
 */
export function heldOff(failure: unknown, retryAfter: number): unknown {
  if (!isTokenError(failure)) return failure;
  const origin = origins.get(failure) ?? failure;
  const { message, code, status, issues } = origin;
  const error = new TokenError(
    `No token was asked for: the last request failed, and the next may be made in ${inWords(retryAfter)}. ${message.replace(/ Ask again in [^.]+\.$/, "")}`,
    { code, status, issues, retryAfter },
  );
  origins.set(error, origin);
  return error;
}

/** What an error says of when to try again; a source's error may hold anything. */
function retryAfterOf(failure: unknown): number | undefined {
  // Credentials that are held back are no reason to hold back others.
  if (isTokenError(failure) && origins.has(failure)) return undefined;
  if (typeof failure !== "object" || failure === null || !("retryAfter" in failure))
    return undefined;
  const wait = Number(failure.retryAfter);
  return wait > 0 ? wait : undefined;
}

/** Milliseconds: 1 s, doubling up to 30 s; up to 1 min and fully jittered while nobody waits. */
function backOff(failures: number, hadToken: boolean): number {
  const longest = 500 * 2 ** failures;
  return hadToken ? 1000 + Math.random() * Math.min(longest, 59_000) : Math.min(longest, 30_000);
}

/** The code of whatever a source threw. */
export function codeOf(failure: unknown): string | number | undefined {
  if (typeof failure !== "object" || failure === null || !("code" in failure)) return undefined;
  const { code } = failure;
  return typeof code === "string" || typeof code === "number" ? code : undefined;
}
