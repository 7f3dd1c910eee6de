import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Cost, Turn } from "./rounds.ts";

/** Turns that are taken in a process of its own. */
export interface Turns {
  readonly take: Turn;
  stop(): void;
}

/**
 * Starts a program of `children/` that does as many calls as it is told to, and tells what they cost.
 *
 * @param file - Its name there.
 */
export function startTurns(file: string, args: readonly string[]): Turns {
  const path = fileURLToPath(new URL(`../children/${file}`, import.meta.url));
  const child = fork(path, args);
  return {
    async take(calls) {
      return new Promise<Cost>((resolve, reject) => {
        const fail = () => reject(new Error(`${file} ${args.join(" ")} ended too early.`));
        child.once("exit", fail);
        child.once("message", (cost) => {
          child.off("exit", fail);
          resolve(cost as Cost);
        });
        child.send(calls);
      });
    },
    stop() {
      child.disconnect();
    },
  };
}
