import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";

/** A program that runs beside the tests and never outlives them. */
export interface ChildProgram {
  readonly process: ChildProcess;
  end(): Promise<void>;
}

/** Starts a program; rejects if it can't be started. */
export async function startProgram(
  program: string,
  args: readonly string[],
  stdio: StdioOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ChildProgram> {
  const child = spawn(program, args, { stdio, env });
  const kill = () => void child.kill();
  process.once("exit", kill);
  await once(child, "spawn");
  return {
    process: child,
    async end() {
      process.off("exit", kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      kill();
      await exited;
    },
  };
}
