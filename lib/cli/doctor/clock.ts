import { duration } from "./duration.ts";
import { fine, type Finding, note } from "./finding.ts";

const name = "clock";

/** A reply's `date` header, and when the reply came. */
export interface DatedReply {
  readonly date: string | null;
  /** When it was asked for, and when its headers were here, in epoch milliseconds. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** The header counts in seconds. */
const resolution = 1000;
/** Milliseconds that clocks differ by when all is well. */
const usual = 30_000;

/** Whether this machine's clock agrees with the server's. */
export function checkClock({ date, sentAt, receivedAt }: DatedReply): Finding {
  const instant = Date.parse(date ?? "");
  if (Number.isNaN(instant)) {
    return note(name, "The reply has no date header to compare this machine's clock with.");
  }
  // The server wrote the header some time between sending and receiving.
  const behind = instant - receivedAt;
  const ahead = sentAt - (instant + resolution);
  const off = Math.max(behind, ahead);
  if (off <= usual) return fine(name, "This machine's clock agrees with the server's.");
  const message = `This machine's clock is ${duration(off)} ${behind > 0 ? "behind" : "ahead of"} the server's.`;
  return note(
    name,
    message,
    "sirv-token counts lifetimes from the reply and does not mind. TLS certificates do, and signatures of other services, and whatever reads a token's exp or a limit's reset by this clock: have it set by the network (NTP).",
  );
}
