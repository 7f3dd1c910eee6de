import type { Readable } from "node:stream";

/** Where the command writes, and what ends it. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What the command takes from its process. */
export interface Surroundings extends Streams {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable;
  /** Where the project's `.env` files are. */
  readonly folder: string;
}
