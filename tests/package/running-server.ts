import type { ChildProcess } from "node:child_process";
import { vi } from "vitest";
import { startProgram } from "../browsers/child-program.ts";
import { freePort } from "../browsers/free-port.ts";

/** A server in a process of its own. */
export interface RunningServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** A program that is a server. */
export interface ServerProgram {
  readonly command: readonly [program: string, ...args: string[]];
  /** Joins the environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** What Node, Deno, Bun and workerd say of a port that another took since it was free. */
const taken = /EADDRINUSE|AddrInUse|in use/i;

/**
 * Starts a program that listens on a port of 127.0.0.1, and waits until it answers.
 *
 * @param programFor - The program for a port, which is in the variable PORT as well. It is asked again if another
 *   program takes the port first.
 */
export async function startServer(
  programFor: (port: number) => ServerProgram,
  attempts: number = 3,
): Promise<RunningServer> {
  const port = await freePort();
  const { command, env } = programFor(port);
  const [program, ...args] = command;
  const started = await startProgram(program, args, ["ignore", "pipe", "pipe"], {
    ...process.env,
    ...env,
    PORT: String(port),
  });
  const { process: child } = started;
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data: Buffer) => (output += data.toString()));
  }

  const origin = `http://127.0.0.1:${port}`;
  const answers = async () =>
    fetch(origin).then(
      () => true,
      () => false,
    );
  try {
    await vi.waitUntil(async () => hasEnded(child) || answers(), { timeout: 60_000 });
    // Who answers may be the one that took the port.
    if (hasEnded(child)) throw new Error("It ended.");
  } catch (error) {
    await started.end();
    if (attempts > 1 && taken.test(output)) return startServer(programFor, attempts - 1);
    throw new Error(`${command.join(" ")} does not answer.\n${output}`, { cause: error });
  }
  return { origin, close: async () => started.end() };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
