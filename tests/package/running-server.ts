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

/**
 * Starts a program that listens on a port of 127.0.0.1, and waits until it answers.
 *
 * @param programFor - The program for a port, which is in the variable PORT as well.
 */
export async function startServer(
  programFor: (port: number) => ServerProgram,
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
    await vi.waitUntil(async () => child.exitCode !== null || answers(), { timeout: 60_000 });
    if (child.exitCode !== null) throw new Error("It ended.");
  } catch (error) {
    await started.end();
    throw new Error(`${command.join(" ")} does not answer.\n${output}`, { cause: error });
  }
  return { origin, close: async () => started.end() };
}
