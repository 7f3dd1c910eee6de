/** A stretch of time that runs out: gives the milliseconds that are left, 0 or less once it is over. */
export type Countdown = () => number;

/**
 * Starts a countdown by two clocks; it is over when either says so. The wall clock goes on while a
 * laptop sleeps, but can be set back. The monotonic clock is never set, but may sleep too.
 */
export function countdown(milliseconds: number): Countdown {
  const wall = Date.now();
  const monotonic = performance.now();
  return () => milliseconds - Math.max(Date.now() - wall, performance.now() - monotonic);
}
