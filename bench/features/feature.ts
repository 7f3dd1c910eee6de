import type { Finding } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** One row of the table: what a library does, or not. */
export interface Feature {
  /** Its key in the data. */
  readonly name: string;
  /** Its heading. */
  readonly title: string;
  /** How it was found out. */
  readonly probe: string;
  readonly find: (subject: Subject) => Finding | Promise<Finding>;
}
