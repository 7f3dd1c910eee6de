import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Runs a program of `children/` in a process of its own, and gives the message that it sends when it is done.
 *
 * @param file - Its name there.
 */
export async function runChild<T>(file: string, args: readonly string[]): Promise<T> {
  const path = fileURLToPath(new URL(`../children/${file}`, import.meta.url));
  const child = fork(path, args, { execArgv: ["--expose-gc"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} and no result.`)));
    child.once("message", (result) => {
      resolve(result as T);
      // It may have timers that nobody needs any more.
      child.kill();
    });
  });
}
