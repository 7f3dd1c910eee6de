// The command in a process of its own.
import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";

/** What a run of the command left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const bin: string = fileURLToPath(new URL("../../lib/cli/bin.ts", import.meta.url));

/** Half of the time that the command needs to start is its TypeScript's: Node keeps what that comes to. */
const compiled: NodeJS.ProcessEnv = {
  NODE_COMPILE_CACHE: fileURLToPath(
    new URL("../../node_modules/.cache/tests-cli", import.meta.url),
  ),
};

/** Starts the command in a process of its own, with nothing else in its environment but what is given. */
export function spawnCommand(
  args: readonly string[],
  { env, ...options }: Pick<SpawnOptions, "cwd" | "env" | "stdio"> = {},
): ChildProcess {
  return spawn(process.execPath, [bin, ...args], {
    ...options,
    env: { ...compiled, ...env },
    timeout: 60_000,
  });
}

/** Runs the command to its end. */
export async function runCommand(
  args: readonly string[],
  { stdin = "", ...options }: Pick<SpawnOptions, "cwd" | "env"> & { readonly stdin?: string } = {},
): Promise<Run> {
  const child = spawnCommand(args, options);
  const [stdout, stderr] = [gather(child.stdout), gather(child.stderr)];
  child.stdin?.on("error", () => undefined).end(stdin);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
}

/** A command that goes on. */
interface Running {
  /** The first line of its output. */
  readonly line: string;
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts the command and waits for the first line of its output. */
export async function startCommand(args: readonly string[]): Promise<Running> {
  const child = spawnCommand(args);
  const stdout = gather(child.stdout);
  const ended = once(child, "exit") as Promise<[number | null]>;
  await vi.waitUntil(() => stdout().includes("\n") || child.exitCode !== null, {
    timeout: 60_000,
  });
  const [line = ""] = stdout().split("\n");
  return {
    line,
    async stop(signal) {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

/** What a stream has brought so far. */
export function gather(stream: Readable | null): () => string {
  let text = "";
  stream?.on("data", (data: Buffer) => (text += data.toString()));
  return () => text;
}
