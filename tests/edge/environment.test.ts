// Deno lets a program read its environment only where it was told to.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { denoProgram } from "../../scripts/places.ts";

const library = new URL("../../lib/index.ts", import.meta.url).href;
const program = `
import { environmentCredentials } from ${JSON.stringify(library)};
try {
  console.log(environmentCredentials().clientId);
} catch ({ code, message }) {
  console.log(code + ": " + message);
}
`;

const run = async (...flags: string[]) => {
  const args = ["run", "--no-prompt", "--allow-read", ...flags, "-"];
  const env = { ...process.env, SIRV_CLIENT_ID: "fakeClientId", SIRV_CLIENT_SECRET: "FAKE-secret" };
  const running = promisify(execFile)(denoProgram, args, { env, timeout: 60_000 });
  running.child.stdin?.end(program);
  return (await running).stdout.trim();
};

test(
  "without Deno's permission, the flag that gives it is named",
  { timeout: 60_000 },
  async () => {
    const flag = "--allow-env=SIRV_CLIENT_ID,SIRV_CLIENT_SECRET";
    expect(await run()).toMatch(
      new RegExp(`^invalid_input: There are no credentials: .* ${flag}\\.$`),
    );
    expect(await run(flag)).toBe("fakeClientId");
  },
);
