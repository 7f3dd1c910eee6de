import { execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

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

/** Runs the command in a process of its own, with nothing else in its environment but what is given. */
export async function runCommand(
  args: readonly string[],
  { env = {}, stdin = "" }: { env?: NodeJS.ProcessEnv; stdin?: string } = {},
): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [bin, ...args],
      { env: { ...compiled, ...env }, timeout: 60_000 },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === "number" ? error.code : null) : 0;
        resolve({ code, stdout, stderr });
      },
    );
    child.stdin?.on("error", () => undefined).end(stdin);
  });
}

/** A command that goes on. */
export interface Running {
  /** The first line of its output. */
  readonly line: string;
  /** What it has told people so far. */
  readonly stderr: () => string;
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts the command and waits for the first line of its output. */
export async function startCommand(args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [bin, ...args], { env: compiled });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (data: Buffer) => {
      text += data.toString();
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.once("exit", () => reject(new Error("it ended before it said anything")));
  });
  return {
    line,
    stderr: () => stderr,
    stop: async (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
