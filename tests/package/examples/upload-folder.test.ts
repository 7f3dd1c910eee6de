import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { startProgram } from "../../browsers/child-program.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import { createEmptyApp } from "../app.ts";
import { run } from "../run.ts";
import { environmentFor, installExample, pathsOf, startCommand, textAt } from "./example.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await installExample("upload-folder");
});

const files: Readonly<Record<string, string>> = {
  "a.jpg": "one",
  "sub/b & c.jpg": "two",
  "sub/deep/ü.txt": "three",
  empty: "",
};

/** What the program says, and the code with which it ends. */
async function upload(sandbox: RemoteSandbox, ...args: readonly string[]) {
  const command = `${startCommand(cwd)} "$@"; echo "exit code $?"`;
  return run("bash", ["-c", command, "bash", ...args], { cwd, env: environmentFor(sandbox) });
}

test("uploads all that is in a folder, with one token", async () => {
  const sandbox = await createRemoteSandbox();
  const { stdout, stderr } = await upload(sandbox, createEmptyApp(files), "shop");
  expect(stdout).toBe("4 of 4 files are at /shop\nexit code 0\n");
  expect(stderr).toMatch(/^1\/4 .*\n2\/4 .*\n3\/4 .*\n4\/4 .*\n$/);
  const paths = await pathsOf(sandbox);
  expect(paths).toEqual(["/v2/token 200", ...Array<string>(4).fill("/v2/files/upload 200")]);
  for (const [name, text] of Object.entries(files)) {
    expect(await textAt(sandbox, `/shop/${name}`)).toBe(text);
  }
});

test("goes on after a failure, and uploads what failed when it is started again", async () => {
  const sandbox = await createRemoteSandbox();
  const list = join(createEmptyApp({}), "failed.json");
  const args = [createEmptyApp(files), "/shop", "--resume", list, "--concurrency", "1"];
  await sandbox.fail({ type: "status", status: 503, path: "/v2/files/upload" });
  const { stdout, stderr } = await upload(sandbox, ...args);
  const [, failed = ""] = /^failed: (.*)$/m.exec(stdout) ?? [];
  expect(stdout).toBe(`3 of 4 files are at /shop\nfailed: ${failed}\nexit code 1\n`);
  expect(stderr).toContain(`1/4 ${failed}: Sirv answered 503`);
  await expect(textAt(sandbox, `/shop/${failed}`)).rejects.toThrow("404");

  expect((await upload(sandbox, ...args)).stdout).toBe("1 of 1 files are at /shop\nexit code 0\n");
  expect(await textAt(sandbox, `/shop/${failed}`)).toBe(files[failed]);
  expect(existsSync(list)).toBe(false);
});

test("sends nothing more once Sirv's limit is reached", async () => {
  const sandbox = await createRemoteSandbox();
  await sandbox.fail({ type: "rate-limit", resetIn: 1_800_000, path: "/v2/files/upload" });
  const { stdout } = await upload(sandbox, createEmptyApp(files), "--concurrency", "1");
  expect(stdout).toMatch(/^0 of 4 files are at \/\n(failed: .*\n){4}exit code 1\n$/);
  expect(await pathsOf(sandbox)).toEqual(["/v2/token 200", "/v2/files/upload 429"]);
});

test("sends nothing without a token", async () => {
  const sandbox = await createRemoteSandbox();
  await sandbox.fail({ type: "status", status: 401, path: "/v2/token" });
  const { stdout, stderr } = await upload(sandbox, createEmptyApp(files));
  expect(stdout).toContain("0 of 4 files");
  expect(stderr).toContain("refused the credentials");
  expect(await pathsOf(sandbox)).toEqual(["/v2/token 401"]);
});

test("repeats an upload whose token Sirv refuses", async () => {
  const sandbox = await createRemoteSandbox();
  await sandbox.fail({ type: "status", status: 401, path: "/v2/files/upload" });
  const { stdout } = await upload(sandbox, createEmptyApp({ "a.jpg": "one" }));
  expect(stdout).toBe("1 of 1 files are at /\nexit code 0\n");
  expect(await textAt(sandbox, "/a.jpg")).toBe("one");
});

test("keeps what is left for the next time when Ctrl-C ends it", async () => {
  const sandbox = await createRemoteSandbox();
  const list = join(createEmptyApp({}), "failed.json");
  await sandbox.fail({ type: "slow", delay: 600_000, path: "/v2/files/upload" });
  const args = [createEmptyApp(files), "--resume", list, "--concurrency", "1"];
  const command = `cd "$0" && exec ${startCommand(cwd)} "$@"`;
  const env = { ...process.env, ...environmentFor(sandbox) };
  const { process: child } = await startProgram("sh", ["-c", command, cwd, ...args], "ignore", env);
  const ended = once(child, "exit");
  await vi.waitUntil(async () => (await sandbox.arrivals()).length === 2, { timeout: 60_000 });
  child.kill("SIGINT");
  expect(await ended).toEqual([1, null]);
  const left = JSON.parse(readFileSync(list, "utf8")) as string[];
  expect(new Set(left)).toEqual(new Set(Object.keys(files)));
});

test.each([
  { args: ["--help"], code: 0, stream: "stdout" },
  { args: [], code: 2, stream: "stderr" },
  { args: ["a", "--concurrency", "0"], code: 2, stream: "stderr" },
  { args: ["--nonsense"], code: 2, stream: "stderr" },
] as const)("says how it is used: $args", async ({ args, code, stream }) => {
  const said = await upload(await createRemoteSandbox(), ...args);
  expect(said[stream]).toContain("Usage: npm start -- [options] FOLDER");
  expect(said.stdout).toContain(`exit code ${code}\n`);
});
