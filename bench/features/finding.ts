/** What one cell of the table says. */
export interface Finding {
  /** `none` where the question does not arise, `figure` where the answer is one. */
  readonly verdict: "yes" | "partly" | "no" | "none" | "figure";
  /** What was seen, or why nothing was looked for. */
  readonly seen: string;
}

/** Whether it does, and what was seen. */
export function found(isSo: boolean, seen: string): Finding {
  return { verdict: isSo ? "yes" : "no", seen };
}

/** It does some of it. */
export function partly(seen: string): Finding {
  return { verdict: "partly", seen };
}

/** It is made for something else. */
export function outOfScope(reason: string): Finding {
  return { verdict: "none", seen: reason };
}
