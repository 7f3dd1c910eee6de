import type { GivenToken } from "../index.ts";
import type { SharedToken } from "./seal.ts";

/** Knows when a shared token has to give way to another, for one of the instances that share it. */
export interface Age {
  /** What fetch is; it reads Sirv's clock, so that the tokens don't depend on this machine's. */
  readonly fetch: typeof globalThis.fetch;
  /** An instant of this machine's clock by Sirv's, as far as is known; both in epoch milliseconds. */
  bySirv(instant: number): number;
  /** Whether a token still does. */
  isYoung(shared: SharedToken): boolean;
  /** A token for this instance's provider. */
  give(shared: SharedToken): GivenToken;
}

export function createAge(send: typeof globalThis.fetch | undefined): Age {
  let ahead = 0;
  /** The token seen last: how many seconds it had left then, and with how many left another is due. */
  let seen = { token: "", issuedAt: 0, since: 0, left: 0, lead: 0, dueAt: 0 };

  const bySirv = (instant: number) => instant + ahead;
  const secondsLeft = ({ token, seconds, issuedAt }: SharedToken) => {
    const now = performance.now();
    // To a clock that is behind, it is still to be issued.
    const left = Math.min(seconds, seconds - (bySirv(Date.now()) - issuedAt) / 1000);
    // Sirv may give a token again, for another while.
    if (token !== seen.token || issuedAt !== seen.issuedAt) {
      const lead = drawLead(seconds);
      seen = { token, issuedAt, since: now, left, lead, dueAt: seconds / 10 + lead };
    }
    // A wall clock that is set back makes it no younger.
    return Math.min(left, seen.left - (now - seen.since) / 1000);
  };

  return {
    async fetch(input, init) {
      const response = await (send ?? globalThis.fetch)(input, init);
      // What is no Response, requestToken complains of.
      const date = Date.parse(response?.headers?.get("date") ?? "");
      if (date) ahead = date - Date.now();
      return response;
    },
    bySirv,
    isYoung: (shared) => secondsLeft(shared) > seen.dueAt,
    give(shared) {
      const left = secondsLeft(shared);
      const untilTurn = left - seen.lead;
      // Its provider asks for another after half of that at the earliest; a second is for rounding.
      seen.dueAt = Math.max(seen.dueAt, untilTurn / 2 + seen.lead + 1);
      // The sooner counts: by this machine's clock, when it is this instance's turn.
      const expiresAt = Date.now() + untilTurn * 1000;
      return { token: shared.token, scope: shared.scope, expiresIn: Math.ceil(left), expiresAt };
    },
  };
}

/**
 * Seconds by which one instance is ahead of the others with a token: an exponential tail whose mean is a 120th of
 * the lifetime, 10 s of 20 minutes. However many they are, the first is about that much ahead of the second, who
 * then finds a new token.
 */
export function drawLead(lifetime: number, random: () => number = Math.random): number {
  return (-Math.log(1 - random()) * lifetime) / 120;
}
