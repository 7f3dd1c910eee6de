import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { run, type RunOptions } from "./run.ts";

/** A user's program: it asks for a token with what its command line says, and prints it. */
export const source = `
import { requestToken } from "sirv-token";
const { credentials, endpoint } = JSON.parse(process.argv[2]);
const { token } = await requestToken(credentials, { endpoint });
console.log(token);
`;

/** A token as the sandbox makes them. */
export const jwt: RegExp = /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/;

/** An app in a folder of its own, with the package installed above it. */
export function createApp(files: Readonly<Record<string, string>>): string {
  return write(mkdtempSync(join(inject("folder"), "apps", "app-")), files);
}

/** An app without the package. */
export function createEmptyApp(files: Readonly<Record<string, string>>): string {
  return write(mkdtempSync(join(inject("folder"), "empty-")), files);
}

/**
 * What a program prints that takes a sandbox from its command line: a token, if all is well. It must
 * have asked the sandbox once, over HTTP.
 */
export async function printedToken(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const sandbox = await createRemoteSandbox();
  const { stdout } = await run(command, [...args, inputFor(sandbox)], options);
  expect(await sandbox.requests()).toEqual([{ method: "POST", path: "/v2/token", status: 200 }]);
  return stdout.trim();
}

/** What the programs of these tests take: a sandbox's address and credentials. */
export function inputFor({ credentials, endpoint }: RemoteSandbox): string {
  return JSON.stringify({ credentials, endpoint });
}

/** Writes files into a folder. */
export function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
