import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startGroup } from "./process-group.ts";

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
  /**
   * Milliseconds after which it is ended, with all that it started.
   *
   * @default 300000
   */
  readonly timeout?: number;
}

/** Runs a program to its end; one that fails throws all that it said. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env, timeout = 300_000 }: RunOptions = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const group = startGroup(command, args, {
    cwd,
    env: { ...process.env, ...compiled, NO_COLOR: "1", ...env },
  });
  const { leader } = group;
  let stdout = "";
  let stderr = "";
  leader.stdout?.setEncoding("utf8").on("data", (part: string) => (stdout += part));
  leader.stderr?.setEncoding("utf8").on("data", (part: string) => (stderr += part));
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    group.end();
  }, timeout);
  try {
    // Rejects if it can't be started.
    const [code, signal] = (await once(leader, "close")) as [number | null, string | null];
    if (code === 0) return { stdout, stderr };
    const end = isLate ? `took longer than ${timeout} ms` : `ended with ${code ?? signal}`;
    throw new Error(`${[command, ...args].join(" ")} ${end}\n${stdout}${stderr}`);
  } finally {
    clearTimeout(timer);
  }
}
