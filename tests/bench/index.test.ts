import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const bench = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["bench/index.ts", ...args], { encoding: "utf8" });

test("--help goes to stdout, and nothing is installed for it", () => {
  const { status, stdout, stderr } = bench("--help");
  expect(status).toBe(0);
  expect(stdout).toContain("Usage: npm run bench");
  expect(stderr).toBe("");
});

test.each([
  [["--nope"], "bench: Unknown option '--nope'"],
  [["--features", "--quick"], "bench: --features goes alone."],
  [["--quick=5"], "bench: Option '--quick' does not take an argument"],
  [["request", "speed"], 'bench: There is no work "speed". There are: request, cached-read,'],
])("%j is refused", (args, words) => {
  const { status, stdout, stderr } = bench(...args);
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(words);
  expect(stderr).not.toContain("    at ");
});
