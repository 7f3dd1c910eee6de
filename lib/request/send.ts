import type { Credentials } from "../credentials.ts";
import { abortReason } from "../support/abort-reason.ts";
import { waitAtMost, waitUntil } from "../support/wait-for.ts";
import { isTokenError, type TokenError } from "../token-error.ts";
import { createAttempt } from "./attempt.ts";
import { runCallback } from "./callback-fault.ts";
import { createFailures } from "./failure.ts";
import { pause } from "./pause.ts";
import type { RequestSettings } from "./request-options.ts";
import type { TimedToken } from "./timed-token.ts";

/** What ends a request before its time. */
export interface RequestSignals {
  /** Ends it at once. */
  readonly signal?: AbortSignal | null | undefined;
  /** Gives the signal that tells when nobody waits any more: then the attempt under way is the last. */
  readonly abandoned?: (() => AbortSignal) | undefined;
}

/**
 * Sends a token request, again where that may help, and gives the token. It rejects with a `TokenError`, a
 * `CallbackFault`, or the signal's reason.
 */
export async function sendTokenRequest(
  credentials: Credentials,
  settings: RequestSettings,
  { signal, abandoned }: RequestSignals,
): Promise<TimedToken> {
  const { timeout, totalTimeout, retry, onRetry } = settings;
  const failures = createFailures(credentials, settings);
  const attempt = createAttempt(credentials, settings, failures);
  const end = performance.now() + totalTimeout;
  const timeLeft = () => end - performance.now();
  const isOver = () => signal?.aborted || abandoned?.().aborted;

  try {
    for (let retries = 0; ; retries += 1) {
      try {
        return await attempt(Math.min(timeout, timeLeft()), signal);
      } catch (thrown) {
        const error = failures.ofThrown(thrown);
        const isWorthIt = retries < retry && isTokenError(error) && isTemporary(error);
        if (!isWorthIt || !(await waitForRetry(error, 300 * 2 ** retries))) throw error;
      }
    }
  } catch (last) {
    throw signal?.aborted ? abortReason(signal) : last;
  }

  /** Whether there is still somebody who wants another attempt, and time for it, when its time has come. */
  async function waitForRetry(error: TokenError, leastDelay: number): Promise<boolean> {
    const delay = error.retryAfter ?? leastDelay * (1 + Math.random());
    // A wait that can't end in time is not begun.
    const isVain = () => isOver() || delay >= timeLeft();
    if (isVain()) return false;
    const told = runCallback(() => onRetry?.({ error, delay }));
    const heard = signal ? waitUntil(told, signal) : told;
    // It may take all the time that there is, or some of it.
    if ((await waitAtMost(heard, timeLeft(), "late")) === "late" || isVain()) return false;
    const resumeAt = performance.now() + delay;
    // Who joins in the moment in which the last one leaves waits for the rest of it.
    for (let rest = delay; rest > 0 && !isOver(); rest = resumeAt - performance.now()) {
      await pause(rest, [signal, abandoned?.()]);
    }
    return !isOver() && timeLeft() > 0;
  }
}

/** What may pass by itself: no reply, a rate limit, and what the server could not do in time or at all. */
function isTemporary({ code, status = 0 }: TokenError): boolean {
  const isOfThese = code === "network_error" || code === "timeout" || code === "rate_limited";
  return isOfThese || status === 408 || status >= 500;
}
