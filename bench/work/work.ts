import type { WorkName } from "./names.ts";

/** One thing that is measured: this library beside what people would take instead. */
export interface Work {
  /** Its name on the command line. */
  readonly name: WorkName;
  /** Its heading in the results. */
  readonly title: string;
  /** What the figures are and how they came about, in one paragraph. */
  readonly explanation: string;
  measure(run: Run): Promise<Table>;
}

/** How a work is to be measured. */
interface Run {
  /** Whether few rounds must do: all works together end within a minute. */
  readonly isQuick: boolean;
  /** Tells people what goes on, and how far it is. */
  readonly progress: (text: string) => void;
}

/** What came of it. */
export interface Table {
  /** The first column names who was measured. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
