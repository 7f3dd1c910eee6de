import * as v from "valibot";
import { checked } from "./checked.ts";

/**
 * The time in the sandbox: the machine's, moved as a test wishes.
 *
 * @example
 * ```ts
 * sandbox.clock.advance(3_600_000); // an hour later
 * ```
 */
export interface SandboxClock {
  /**
   * Tells the time.
   *
   * @returns The time in epoch milliseconds.
   */
  readonly now: () => number;
  /**
   * Moves the time.
   *
   * @param milliseconds - By how many milliseconds, back if negative.
   * @throws TokenError with code `invalid_input` for what is no number, or leads out of the years 1970 to 9999.
   */
  advance(milliseconds: number): void;
  /**
   * Makes it that time now; it goes on from there.
   *
   * @param epochMilliseconds - The time in epoch milliseconds.
   * @throws TokenError with code `invalid_input` for what is no number, or no time in the years 1970 to 9999.
   */
  set(epochMilliseconds: number): void;
}

/** A time whose replies can be written: from 1970, and with a day to spare before the year 10000. */
const latest = Date.UTC(9999, 11, 30);

export function createClock(): SandboxClock {
  let offset = 0;
  const now = () => Date.now() + offset;
  return {
    now,
    advance(milliseconds) {
      check(milliseconds, now());
      offset += milliseconds;
    },
    set(epochMilliseconds) {
      check(epochMilliseconds, 0);
      offset = epochMilliseconds - Date.now();
    },
  };
}

function check(milliseconds: number, since: number): void {
  const schema = v.custom<number>(
    (value) => typeof value === "number" && since + value >= 0 && since + value <= latest,
    "must be a number of milliseconds that leads to a time from 1970 to 9999",
  );
  checked(schema, milliseconds, "The clock was not moved");
}
