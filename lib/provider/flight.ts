import type { AccessToken } from "../access-token.ts";
import type { TimedToken } from "../request/timed-token.ts";
import { abortReason } from "../support/abort-reason.ts";
import { waitAtMost, waitUntil } from "../support/wait-for.ts";
import { TokenError } from "../token-error.ts";
import type { AskContext } from "./token-source.ts";

/** What became of a flight. */
export type Outcome =
  | { readonly status: "landed"; readonly accessToken: AccessToken }
  /** `fault`: a callback of the options threw, and that is for whose call began the flight. */
  | { readonly status: "failed" | "fault" | "disposed"; readonly error: unknown }
  /** `superseded`: it has no say any more. `late`: nobody waits for it any longer. In both, ask anew. */
  | { readonly status: "superseded" | "late" };

/** A request for a token, and who waits for it. */
export interface Flight {
  /**
   * Waits for its end, and for no longer than it can take: on an edge worker, the runtime may have ended
   * the request that it was begun in, and then its promise never settles. Rejects when the signal aborts.
   */
  wait(signal?: AbortSignal | null): Promise<Outcome>;
  /** Ends it at once; whoever waits for it asks anew, unless it is disposed of. */
  stop(status: "superseded" | "disposed"): void;
}

/** How a flight is made. */
export interface FlightPlan {
  readonly ask: (context: AskContext) => Promise<TimedToken>;
  /** The token that the API refused, if that is why. */
  readonly refused: string | undefined;
  /** Milliseconds. */
  readonly totalTimeout: number;
  /** Whether it begins without anybody who waits. */
  readonly inBackground: boolean;
  /** Takes what the source gave, before anybody who waits learns of it. */
  readonly land: (token: TimedToken) => Outcome;
  /** Takes what the source threw, likewise. */
  readonly fail: (error: unknown) => Outcome;
}

/** Milliseconds that somebody waits for a flight that all others have left. */
const graceForAbandoned = 2000;

const late: Outcome = { status: "late" };

export function createFlight(plan: FlightPlan): Flight {
  const { ask, refused, totalTimeout, inBackground } = plan;
  const controller = new AbortController();
  const { signal } = controller;
  let waiting = 0;
  let abandonment = new AbortController();
  let wasAbandoned = inBackground;
  let stopped: Outcome | undefined;
  let turn: Promise<Outcome> | undefined;

  if (inBackground) abandonment.abort();
  const outcome = fly();
  return {
    // Not async: the callers of one turn get the very same promise.
    wait(callersSignal) {
      if (waiting === 0 && wasAbandoned) abandonment = new AbortController();
      waiting += 1;
      const ended = waitInTurn();
      if (!callersSignal) return ended;
      return waitUntil(ended, callersSignal).catch((reason: unknown) => {
        leave();
        throw reason;
      });
    },
    stop(status) {
      controller.abort();
      stopped = status === "disposed" ? { status, error: abortReason(signal) } : { status };
    },
  };

  async function fly(): Promise<Outcome> {
    try {
      const asked = ask({ signal, refused, abandoned: () => abandonment.signal });
      // A token request has its own limit, which is reached before; a source may have none.
      const token = await waitAtMost(waitUntil(asked, signal), totalTimeout + 1000, late);
      if (!("status" in token)) return stopped ?? plan.land(token);
      controller.abort();
      throw new TokenError(
        `The token source gave nothing within ${totalTimeout} ms. Try again, or allow it more in the provider's totalTimeout.`,
        { code: "timeout" },
      );
    } catch (error) {
      return stopped ?? plan.fail(error);
    }
  }

  /**
   * The callers of one turn wait together, on one timer. Those of another turn have one of their own, for
   * on an edge worker the timer of a request that has ended never fires.
   */
  function waitInTurn(): Promise<Outcome> {
    if (!turn) {
      const limit = wasAbandoned ? graceForAbandoned : totalTimeout + 2000;
      turn = waitAtMost(outcome, limit, late);
      queueMicrotask(() => {
        turn = undefined;
      });
    }
    return turn;
  }

  function leave(): void {
    waiting -= 1;
    if (waiting > 0) return;
    wasAbandoned = true;
    abandonment.abort();
  }
}
