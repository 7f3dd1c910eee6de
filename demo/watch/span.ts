/** Something that takes its time, by `performance.now()`. */
export interface Span {
  readonly kind: "preflight" | "request" | "failed" | "wait";
  readonly label: string;
  readonly start: number;
  /** Without it, it still goes on; a wait's is known beforehand. */
  readonly end?: number | undefined;
}
