// The command in this process: what a process of its own shows, bin.test.ts shows.
import { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { main } from "../../lib/cli/main.ts";
import type { Run } from "./run-command.ts";

/** What the command is given beside its arguments. */
export interface Input {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  /** Where `.env` files are; without it, there are none. */
  readonly folder?: string;
  /** Whether a person reads what it writes. */
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
}

/** A command that goes on. */
interface Started {
  readonly code: Promise<number>;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** The folder of the tests may have somebody's own `.env`. */
const nowhere = fileURLToPath(new URL("nowhere", import.meta.url));

/** Starts the command, with nothing else in its environment but what is given. */
export function startMain(args: readonly string[], input: Input = {}): Started {
  const { env = {}, stdin = "", folder = nowhere, isTTY = false } = input;
  const { signal = new AbortController().signal } = input;
  const [stdout, stderr] = [createTarget(), createTarget()];
  const code = main({
    args,
    env,
    stdin: Readable.from([stdin]),
    folder,
    stdout: Object.assign(stdout.stream, { isTTY }),
    stderr: Object.assign(stderr.stream, { isTTY }),
    signal,
  });
  return { code, stdout: stdout.written, stderr: stderr.written };
}

/** Runs the command to its end. */
export async function runMain(args: readonly string[], input?: Input): Promise<Run> {
  const { code, stdout, stderr } = startMain(args, input);
  return { code: await code, stdout: stdout(), stderr: stderr() };
}

/** A stream, and what was written to it. */
function createTarget() {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, written: () => text };
}
