import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { startProgram } from "../browsers/child-program.ts";
import { run } from "./run.ts";

/** Whether a process runs: signal 0 does nothing to it. */
function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** The id that a failed shell told of its child. */
const idIn = (message: string) => Number(/^child (\d+)$/m.exec(message)?.[1]);

const failureOf = async (script: string, timeout?: number) => {
  const ended = run("sh", ["-c", script], timeout === undefined ? {} : { timeout });
  return ended.then(
    () => "it did not fail",
    ({ message }: Error) => message,
  );
};

test("what a program says is given", async () => {
  const said = await run("sh", ["-c", "echo one; echo two >&2"]);
  expect(said).toEqual({ stdout: "one\n", stderr: "two\n" });
});

test("a program that fails throws all that it said", async () => {
  expect(await failureOf("echo one; echo two >&2; exit 3")).toMatch(/ended with 3\none\ntwo\n$/);
});

test("a program that is not there is told", async () => {
  await expect(run("FAKE-program", [])).rejects.toThrow("ENOENT");
});

test("at its time's end, what a program started ends with it", async () => {
  const message = await failureOf("sleep 1000 & echo child $!; wait", 1000);
  expect(message).toContain("took longer than 1000 ms");
  await vi.waitUntil(() => !isRunning(idIn(message)), { timeout: 10_000 });
});

test("what a program leaves behind ends with it", async () => {
  const message = await failureOf("sleep 1000 & echo child $!; exit 1");
  expect(message).toContain("ended with 1");
  await vi.waitUntil(() => !isRunning(idIn(message)), { timeout: 10_000 });
});

const groups = fileURLToPath(new URL("process-group.ts", import.meta.url));
const starting = `
import { startGroup } from ${JSON.stringify(groups)};
const { leader } = startGroup("sh", ["-c", "sleep 1000 & echo child $!; wait"], { env: process.env });
leader.stdout.pipe(process.stdout);
process.stdin.once("data", () => process.exit());
`;

test.each(["exit", "SIGTERM"] as const)("nothing outlives who ran it: %s", async (how) => {
  const args = ["--input-type=module", "--eval", starting];
  const program = await startProgram(process.execPath, args, "pipe");
  const { process: child } = program;
  let output = "";
  child.stdout?.on("data", (data: Buffer) => (output += data.toString()));
  const id = await vi.waitUntil(() => idIn(output), { timeout: 20_000 });
  expect(isRunning(id)).toBe(true);
  const exited = once(child, "exit");
  if (how === "exit") child.stdin?.write("now");
  else child.kill(how);
  expect(await exited).toEqual(how === "exit" ? [0, null] : [null, how]);
  await vi.waitUntil(() => !isRunning(id), { timeout: 10_000 });
  await program.end();
});
