/** The time in the sandbox: the machine's, moved as a test wishes. */
export interface SandboxClock {
  /** The time in epoch milliseconds. */
  readonly now: () => number;
  /** Moves the time by so many milliseconds, back if negative. */
  advance(milliseconds: number): void;
  /** Makes it that time now, in epoch milliseconds; it goes on from there. */
  set(epochMilliseconds: number): void;
}

export function createClock(): SandboxClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance(milliseconds) {
      offset += milliseconds;
    },
    set(epochMilliseconds) {
      offset = epochMilliseconds - Date.now();
    },
  };
}
