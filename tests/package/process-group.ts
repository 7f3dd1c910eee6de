// Programs with all that they start: a shell or npm that is ended alone leaves its own children running.
import { type ChildProcess, spawn } from "node:child_process";

/** Each by the id of the process that leads it. */
const running = new Set<number>();

function endAll(): void {
  for (const id of running) end(id);
}

// Groups of their own hear nothing of what ends this process.
process.once("exit", endAll);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    endAll();
    // As it would have been without a listener.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  });
}

/** A program whose output can be read, and who it started. */
interface ProcessGroup {
  readonly leader: ChildProcess;
  /** Ends all that still run. */
  end(): void;
}

/** Starts a program as the first of a group that never outlives this process. */
export function startGroup(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string | undefined; readonly env: NodeJS.ProcessEnv },
): ProcessGroup {
  const leader = spawn(command, args, {
    ...options,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = leader;
  if (pid !== undefined) {
    running.add(pid);
    // What it has started and left behind goes with it.
    leader.once("exit", () => {
      end(pid);
      running.delete(pid);
    });
  }
  return {
    leader,
    end() {
      if (pid !== undefined && running.has(pid)) end(pid);
    },
  };
}

function end(id: number): void {
  try {
    process.kill(-id, "SIGKILL");
  } catch {
    // All have ended.
  }
}
