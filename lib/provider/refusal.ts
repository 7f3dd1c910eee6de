import type { Credentials } from "../credentials.ts";
import { countdown } from "../support/countdown.ts";
import { isTokenError, TokenError } from "../token-error.ts";
import { heldOff } from "./hold-off.ts";

/** Keeps credentials that Sirv refused from being sent again at once. */
export interface Refusal {
  /** Throws while these very credentials are held back. */
  ensureNot(credentials: Credentials): void;
  /** Takes note of a request's failure, and gives it back. */
  note(credentials: Credentials, failure: unknown): unknown;
}

/** Milliseconds. Somebody may be mending the client in Sirv's settings. */
const pause = 30_000;

/** @param isFixed - Whether there are no other credentials to come: then their error says when to try again. */
export function createRefusal(isFixed: boolean): Refusal {
  let refusedKey: string | undefined;
  let failure: TokenError | undefined;
  let timeLeft = () => 0;

  return {
    ensureNot(credentials) {
      if (failure && keyOf(credentials) === refusedKey && timeLeft() > 0) {
        throw heldOff(failure, Math.ceil(timeLeft()));
      }
    },
    note(credentials, thrown) {
      if (!isTokenError(thrown) || ![400, 401, 403].includes(thrown.status ?? 0)) return thrown;
      const { message, code, status, issues } = thrown;
      refusedKey = keyOf(credentials);
      timeLeft = countdown(pause);
      failure = isFixed
        ? new TokenError(message, { code, status, issues, retryAfter: pause })
        : thrown;
      return failure;
    },
  };
}

function keyOf({ clientId, clientSecret }: Credentials): string {
  return JSON.stringify([clientId, clientSecret]);
}
