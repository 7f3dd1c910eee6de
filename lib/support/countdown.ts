import { startStopwatch } from "./stopwatch.ts";

/** A stretch of time that runs out: gives the milliseconds that are left, 0 or less once it is over. */
export type Countdown = () => number;

/**
 * Starts a countdown; it is over when either of a stopwatch's two clocks says so.
 *
 * @param since - When it began, if not now, by `performance.now()`.
 */
export function countdown(milliseconds: number, since?: number): Countdown {
  const elapsed = startStopwatch(since);
  return () => milliseconds - elapsed();
}
