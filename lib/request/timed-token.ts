import { type AccessToken, createAccessToken, type TokenReply } from "../access-token.ts";
import { type Countdown, countdown } from "../support/countdown.ts";

/** A token, and how long it is still good. */
export interface TimedToken {
  readonly accessToken: AccessToken;
  readonly timeLeft: Countdown;
}

/**
 * Starts the time of a token that came with a reply.
 *
 * @param sentAt - When it was asked for, by `performance.now()`: it may have begun to age at any time since.
 */
export function timeToken(reply: TokenReply, sentAt: number): TimedToken {
  const timeLeft = countdown(reply.expiresIn * 1000, sentAt);
  // Whole milliseconds, as the wall clock has them.
  const expiresAt = Math.ceil(Date.now() + timeLeft());
  return { accessToken: createAccessToken(reply, expiresAt), timeLeft };
}
