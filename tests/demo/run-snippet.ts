// Runs the code of a snippet that needs no browser, as the people do who take it.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Credentials } from "../../lib/index.ts";
import { bunProgram, denoProgram } from "../../scripts/places.ts";
import { java } from "../samples/java.ts";

const node = ["get-token.mjs", process.execPath] as const;

/** How each snippet is run: the file's name, and the command before it. */
export const runners: Readonly<Record<string, readonly [file: string, ...command: string[]]>> = {
  npm: node,
  provider: node,
  client: node,
  errors: node,
  "broker-server": node,
  "broker-page": node,
  deno: [
    "get-token.ts",
    denoProgram,
    "run",
    "--quiet",
    "--no-prompt",
    "--allow-net",
    "--allow-read",
    "--allow-env",
  ],
  bun: ["get-token.ts", bunProgram],
  fetch: node,
  curl: ["get-token.sh", "bash"],
  node: ["get-token.cjs", process.execPath],
  python: ["get_token.py", "python3"],
  php: ["get-token.php", "php"],
  java: ["GetToken.java", ...java],
};

/** What a program left. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** The library's source stands in for the package, which is not published from a test. */
const library = new URL("../../lib/index.ts", import.meta.url).href;
const broker = new URL("../../lib/broker/index.ts", import.meta.url).href;

/** A snippet's file, within the project: there it finds what it imports. */
export async function writeSnippet(
  id: string,
  code: string,
): Promise<{ command: [string, ...string[]]; remove: () => Promise<void> }> {
  const [file, program, ...args] = runners[id] ?? [];
  if (file === undefined || program === undefined) throw new Error(`nothing runs ${id}`);
  await mkdir(".reports", { recursive: true });
  const folder = await mkdtemp(".reports/snippet-");
  const path = join(folder, file);
  await writeFile(
    path,
    code
      .replace(/"(npm:)?sirv-token"/, JSON.stringify(library))
      .replace('"sirv-token/broker"', JSON.stringify(broker)),
  );
  return {
    command: [program, ...args, path],
    remove: async () => rm(folder, { recursive: true }),
  };
}

/** What joins a program's environment: these credentials, or none. */
export const variablesOf = (credentials?: Credentials): Record<string, string> => ({
  ...(credentials && {
    SIRV_CLIENT_ID: credentials.clientId,
    SIRV_CLIENT_SECRET: credentials.clientSecret,
  }),
  // Java takes variables for text of the locale.
  LC_ALL: "C.UTF-8",
});

/**
 * Runs a snippet to its end.
 *
 * @param credentials - Those of its environment.
 */
export async function runSnippet(
  id: string,
  code: string,
  credentials?: Credentials,
): Promise<Outcome> {
  const { command, remove } = await writeSnippet(id, code);
  const [program, ...args] = command;
  try {
    return await new Promise<Outcome>((resolve) => {
      // Whoever runs the tests may have some.
      const none = { SIRV_CLIENT_ID: undefined, SIRV_CLIENT_SECRET: undefined };
      const env = { ...process.env, ...none, ...variablesOf(credentials) };
      execFile(program, args, { timeout: 60_000, env }, (error, stdout, stderr) => {
        resolve({ stdout, stderr, code: error === null ? 0 : Number(error.code ?? -1) });
      });
    });
  } finally {
    await remove();
  }
}
