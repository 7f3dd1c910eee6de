import * as v from "valibot";
import { checked } from "./checked.ts";

/** The time in the sandbox: the machine's, moved as a test wishes. */
export interface SandboxClock {
  /** The time in epoch milliseconds. */
  readonly now: () => number;
  /** Moves the time by so many milliseconds, back if negative. */
  advance(milliseconds: number): void;
  /** Makes it that time now, in epoch milliseconds; it goes on from there. */
  set(epochMilliseconds: number): void;
}

/** The milliseconds before and after 1970 that a Date can hold. */
const furthest = 8.64e15;

export function createClock(): SandboxClock {
  let offset = 0;
  const now = () => Date.now() + offset;
  return {
    now,
    advance(milliseconds) {
      checkInstant(now() + milliseconds);
      offset += milliseconds;
    },
    set(epochMilliseconds) {
      checkInstant(epochMilliseconds);
      offset = epochMilliseconds - Date.now();
    },
  };
}

function checkInstant(value: number): void {
  const schema = v.custom<number>(
    (time) => typeof time === "number" && Math.abs(time) <= furthest,
    "must be a number of milliseconds that a Date can hold",
  );
  checked(schema, value, "The clock was not moved");
}
