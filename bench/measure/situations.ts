import type { CrowdPlan } from "./crowd.ts";

/** What a crowd of callers finds. */
export interface Situation {
  readonly name: string;
  /** Milliseconds since the token, which lives 20 minutes, was asked for; `undefined` for no token. */
  readonly age: number | undefined;
  /** Whether the server answers 503 until the last caller has arrived. */
  readonly isDown: boolean;
}

/** How a crowd of callers fared. */
export interface Counts {
  readonly requests: number;
  readonly blocked: number;
  /** Milliseconds. */
  readonly longestWait: number;
  readonly failed: number;
  readonly unhandled: number;
}

/** In this order: Azure's retries of the last one go on after it. */
export const situations: readonly Situation[] = [
  { name: "a minute before expiry", age: 1_140_000, isDown: false },
  { name: "after expiry", age: 1_201_000, isDown: false },
  { name: "no token, server down", age: undefined, isDown: true },
  { name: "a minute before expiry, server down", age: 1_140_000, isDown: true },
];

/** How many come to each. */
export function crowdPlanFor(isQuick: boolean): CrowdPlan {
  return { callers: isQuick ? 200 : 1000, duration: isQuick ? 300 : 1500 };
}
