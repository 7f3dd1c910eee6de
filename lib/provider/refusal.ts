import type { Credentials } from "../credentials.ts";
import { countdown } from "../support/countdown.ts";
import { isTokenError, TokenError } from "../token-error.ts";
import { heldOff } from "./hold-off.ts";

/** Keeps credentials that Sirv refused from being sent again at once. */
export interface Refusal {
  /** What those get who ask with them. */
  readonly failure: TokenError;
  /** Throws while these very credentials are held back. */
  ensureNot(credentials: Credentials): void;
}

/** Milliseconds. Somebody may be mending the client in Sirv's settings. */
const pause = 30_000;

/**
 * Begins when a request has failed; there is none if it was not for its credentials.
 *
 * @param isFixed - Whether there are no other credentials to come: then their error says when to try again.
 */
export function createRefusal(
  credentials: Credentials,
  thrown: unknown,
  isFixed: boolean,
): Refusal | undefined {
  if (!isTokenError(thrown) || ![400, 401, 403].includes(thrown.status ?? 0)) return undefined;
  const { message, code, status, issues } = thrown;
  const failure = isFixed
    ? new TokenError(message, { code, status, issues, retryAfter: pause })
    : thrown;
  const refusedKey = keyOf(credentials);
  const timeLeft = countdown(pause);

  return {
    failure,
    ensureNot(others) {
      if (keyOf(others) === refusedKey && timeLeft() > 0) {
        throw heldOff(failure, Math.ceil(timeLeft()));
      }
    },
  };
}

function keyOf({ clientId, clientSecret }: Credentials): string {
  return JSON.stringify([clientId, clientSecret]);
}
