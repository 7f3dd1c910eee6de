import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** npm keeps what its JavaScript comes to, and would keep it in the temporary folder. */
const compiled = {
  NODE_COMPILE_CACHE: fileURLToPath(
    new URL("../../node_modules/.cache/tests-package", import.meta.url),
  ),
};

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
      env: { ...process.env, ...compiled, NO_COLOR: "1", ...env },
      timeout: 300_000,
      maxBuffer: 16 * 1024 * 1024,
    });
  } catch (error) {
    const { message, stdout, stderr } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${message}\n${stdout}${stderr}`, { cause: error });
  }
}
