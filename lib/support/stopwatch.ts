/** Gives the milliseconds since it was started. */
export type Stopwatch = () => number;

/**
 * Starts a stopwatch on two clocks; what the faster one says counts. The wall clock goes on while a
 * laptop sleeps, but can be set back. The monotonic clock is never set, but may sleep too.
 *
 * @param since - When it began, if not now, by `performance.now()`. A request takes no more than that when it
 *   begins: Next.js refuses to prerender a page that reads the wall clock before a reply has come.
 */
export function startStopwatch(since: number = performance.now()): Stopwatch {
  const wall = Date.now() - (performance.now() - since);
  return () => Math.max(Date.now() - wall, performance.now() - since);
}
