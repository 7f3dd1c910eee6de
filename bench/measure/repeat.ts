import type { Candidate } from "./rounds.ts";

/** Gives what calls a candidate so many times. */
export function repeat(candidate: Candidate, calls: number): Candidate {
  return async () => {
    for (let call = 0; call < calls; call += 1) await candidate();
  };
}
