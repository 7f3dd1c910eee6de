import { createRequire } from "node:module";
import {
  type AccessToken,
  type Credentials,
  isTokenError,
  requestToken,
  type RequestTokenOptions,
  TokenError,
} from "../index.ts";
import { createSandbox } from "../sandbox/index.ts";
import { type Arguments, help, parseArguments } from "./arguments.ts";
import { readCredentials } from "./credentials-source.ts";
import { exitCodeOf, interrupted, ok, usage } from "./exit-code.ts";
import { inOptions } from "./in-options.ts";
import { serveSandbox } from "./serve-sandbox.ts";
import { lookSwapped } from "./swapped.ts";
import type { Surroundings } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command and gives its exit code. */
export async function main(surroundings: Surroundings): Promise<number> {
  const { args, stdout, stderr, signal } = surroundings;
  try {
    const parsed = parseArguments(args);
    if (parsed.command === "help") stdout.write(help);
    else if (parsed.command === "version") stdout.write(`${version()}\n`);
    else if (parsed.command === "sandbox") await serveSandbox(parsed.sandbox, surroundings);
    else stdout.write(`${await tokenLine(parsed, surroundings)}\n`);
    return ok;
  } catch (error) {
    if (signal.aborted) return interrupted;
    if (!(error instanceof UsageError) && !isTokenError(error)) throw error;
    stderr.write(`sirv-token: ${inOptions(error.message)}\n`);
    return isTokenError(error) ? exitCodeOf(error.code) : usage;
  }
}

async function tokenLine(args: Arguments, surroundings: Surroundings): Promise<string> {
  const { output, expiresIn, endpoint, timeout } = args;
  const { stderr, signal } = surroundings;
  const options: RequestTokenOptions = {
    expiresIn,
    endpoint,
    timeout,
    totalTimeout: timeout,
    signal,
    onRetry({ error, delay }) {
      const seconds = (delay / 1000).toFixed(1);
      if (stderr.isTTY)
        stderr.write(
          `sirv-token: ${inOptions(error.message).replace(" Try again later.", "")} Trying again in ${seconds} s.\n`,
        );
    },
  };
  const accessToken = await (args.credentials === "sandbox"
    ? requestFromSandbox(options)
    : requestFromSirv(await readCredentials(args, surroundings), options));
  if (output === "json") return JSON.stringify(accessToken);
  return output === "header" ? `authorization: Bearer ${accessToken.token}` : accessToken.token;
}

async function requestFromSandbox(options: RequestTokenOptions): Promise<AccessToken> {
  const { credentials, fetch } = createSandbox();
  return requestToken(credentials, { ...options, fetch });
}

async function requestFromSirv(
  credentials: Credentials,
  options: RequestTokenOptions,
): Promise<AccessToken> {
  try {
    return await requestToken(credentials, options);
  } catch (error) {
    if (!isTokenError(error) || error.code !== "unauthorized" || !lookSwapped(credentials))
      throw error;
    const { message, ...details } = error;
    throw new TokenError(`${message} They look swapped: the id is the shorter one.`, details);
  }
}

function version(): string {
  const require = createRequire(import.meta.url);
  return (require("sirv-token/package.json") as { version: string }).version;
}
