import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Where a program runs, and what it sees. */
export interface RunOptions {
  readonly cwd?: string;
  /** Joins the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end; one that fails throws all that it said. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env }: RunOptions = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  try {
    return await execute(command, [...args], {
      cwd,
      env: { ...process.env, NO_COLOR: "1", ...env },
      timeout: 300_000,
      maxBuffer: 16 * 1024 * 1024,
    });
  } catch (error) {
    const { message, stdout, stderr } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${message}\n${stdout}${stderr}`, { cause: error });
  }
}
