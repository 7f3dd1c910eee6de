// What most clients do with their token, in other languages, against the sandbox that the command serves.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startCommand } from "../cli/run-command.ts";

const run = promisify(execFile);
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

test.each([
  ["curl", "bash", file("files.sh")],
  ["Python", "python3", file("files.py")],
  ["PHP", "php", file("files.php")],
])(
  "%s: token, upload, stat, readdir in two pages, search, rename, delete, storage",
  { timeout: 60_000 },
  async (_, command, program) => {
    const { line, stop } = await startCommand(["sandbox", "--port", "0", "--json"]);
    try {
      const { stdout } = await run(command, [program, line]);
      expect(JSON.parse(stdout)).toEqual({
        size: "FAKE image 101".length,
        pages: [100, 20],
        total: 120,
        first: "/shop/image 101.jpg",
        statuses: [200, 200, 404],
        files: 119,
        used: 119 * "FAKE image 101".length,
      });
    } finally {
      await stop("SIGTERM");
    }
  },
);
