import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A program of `children/` in a process of its own. */
export interface Child {
  /** Waits for its next message; rejects with its name if it ends instead. */
  next(): Promise<unknown>;
  /** Sends it a message, and waits for its answer. */
  ask(message: object | string | number): Promise<unknown>;
  stop(): void;
}

/**
 * Starts a program of `children/`.
 *
 * @param file - Its name there.
 */
export function startChild(
  file: string,
  args: readonly string[] = [],
  execArgv: readonly string[] = [],
): Child {
  const path = fileURLToPath(new URL(`../children/${file}`, import.meta.url));
  const child = fork(path, args, { execArgv: [...execArgv] });
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      reject(new Error(`${[file, ...args].join(" ")} has ended: ${code ?? signal}.`));
    });
  });
  // Whoever waits for it is told; nobody may.
  ended.catch(() => undefined);
  const next = async () => Promise.race([message(), ended]);

  return {
    next,
    async ask(question) {
      const answer = next();
      if (child.connected) child.send(question);
      return answer;
    },
    // It may have timers that nobody needs any more.
    stop: () => void child.kill(),
  };

  async function message(): Promise<unknown> {
    const [received] = (await once(child, "message")) as [unknown];
    return received;
  }
}
