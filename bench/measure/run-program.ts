import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { peersFolder } from "./folders.ts";

const run = promisify(execFile);

/** Milliseconds that a new Node takes for a program, from its start to its end; it rejects if that fails. */
export async function runProgram(source: string, endpoint: string): Promise<number> {
  const begun = performance.now();
  await run(process.execPath, ["--input-type=module", "--eval", source, endpoint], {
    cwd: peersFolder,
  });
  return performance.now() - begun;
}
