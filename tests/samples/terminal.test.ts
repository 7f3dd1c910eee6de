// What only a terminal is told: the command's standard error is a pseudo-terminal of Python's.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createRemoteSandbox } from "../support/control.ts";
import { bin } from "../cli/run-command.ts";

test("a wait for another attempt says how long", { timeout: 60_000 }, async () => {
  const sandbox = await createRemoteSandbox();
  await sandbox.fail({ type: "status", status: 503, message: "Down for a moment" });
  const { stdout } = await promisify(execFile)(
    "python3",
    ["-c", "import pty, sys; pty.spawn(sys.argv[1:])", process.execPath, bin]
      .concat("--endpoint", sandbox.endpoint)
      .concat("--header"),
    {
      env: {
        SIRV_CLIENT_ID: sandbox.credentials.clientId,
        SIRV_CLIENT_SECRET: sandbox.credentials.clientSecret,
      },
    },
  );
  const [wait, token] = stdout.split("\r\n");
  expect(wait).toMatch(
    /^sirv-token: 127\.0\.0\.1:\d+ failed \(503: Down for a moment\)\. Trying again in 0\.\d s\.$/,
  );
  expect(token).toMatch(/^authorization: Bearer eyJ/);
});
