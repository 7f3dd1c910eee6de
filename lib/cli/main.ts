import { createRequire } from "node:module";
import type { Readable } from "node:stream";
import { isTokenError, requestToken, type RequestTokenOptions } from "../index.ts";
import { createSandbox } from "../sandbox/index.ts";
import { type Arguments, help, parseArguments } from "./arguments.ts";
import { readCredentials } from "./credentials-source.ts";
import { exitCodeOf, interrupted, ok, usage } from "./exit-code.ts";
import { serveSandbox } from "./serve-sandbox.ts";
import { UsageError } from "./usage-error.ts";

/** Where the command writes, and what ends it. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What the command takes from its process. */
export interface Surroundings extends Streams {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable;
}

/** Runs the command and gives its exit code. */
export async function main(surroundings: Surroundings): Promise<number> {
  const { args, stdout, stderr, signal } = surroundings;
  try {
    const parsed = parseArguments(args);
    if (parsed.command === "help") stdout.write(help);
    else if (parsed.command === "version") stdout.write(`${version()}\n`);
    else if (parsed.command === "sandbox") await serveSandbox(parsed.port, surroundings);
    else stdout.write(`${await tokenLine(parsed, surroundings)}\n`);
    return ok;
  } catch (error) {
    if (signal.aborted) return interrupted;
    if (!(error instanceof UsageError) && !isTokenError(error)) throw error;
    stderr.write(`sirv-token: ${error.message}\n`);
    return isTokenError(error) ? exitCodeOf(error.code) : usage;
  }
}

async function tokenLine(args: Arguments, surroundings: Surroundings): Promise<string> {
  const { output, expiresIn, endpoint, timeout } = args;
  const { env, stdin, stderr, signal } = surroundings;
  const options: RequestTokenOptions = {
    expiresIn,
    endpoint,
    timeout,
    totalTimeout: timeout,
    signal,
    onRetry({ error, delay }) {
      const seconds = (delay / 1000).toFixed(1);
      if (stderr.isTTY)
        stderr.write(`sirv-token: ${error.message} Trying again in ${seconds} s.\n`);
    },
  };
  const sandbox = args.credentials === "sandbox" ? createSandbox() : undefined;
  const accessToken = await (sandbox
    ? requestToken(sandbox.credentials, { ...options, fetch: sandbox.fetch })
    : requestToken(await readCredentials(args, env, stdin, signal), options));
  if (output === "json") return JSON.stringify(accessToken);
  return output === "header" ? `authorization: Bearer ${accessToken.token}` : accessToken.token;
}

function version(): string {
  const require = createRequire(import.meta.url);
  return (require("sirv-token/package.json") as { version: string }).version;
}
