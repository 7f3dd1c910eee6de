import type { Finding } from "./finding.ts";

/** What a run found, as it is kept. */
export interface FeaturesData {
  /** The day, as `2026-01-31`. */
  readonly date: string;
  /** Node's version. */
  readonly node: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A library. */
export interface Column {
  readonly name: string;
  /** The version that was run, or where its source was read. */
  readonly version: string;
  readonly isRead: boolean;
}

/** A feature, and what was found in each column. */
export interface Row {
  readonly title: string;
  readonly probe: string;
  readonly findings: readonly Finding[];
}
