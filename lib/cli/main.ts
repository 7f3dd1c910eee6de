import { isTokenError } from "../index.ts";
import { createSandbox } from "../sandbox/index.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import { readCredentials } from "./credentials-source.ts";
import { runDoctor } from "./doctor/doctor.ts";
import { exitCodeOf, interrupted, ok, usage } from "./exit-code.ts";
import { help } from "./help.ts";
import { inOptions } from "./in-options.ts";
import { readManifest } from "./manifest.ts";
import { requestFromSirv, requestOptionsOf } from "./request-from-sirv.ts";
import { serveSandbox } from "./serve-sandbox.ts";
import type { Surroundings } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command and gives its exit code. */
export async function main(surroundings: Surroundings): Promise<number> {
  const { args, stdout, stderr, signal } = surroundings;
  try {
    const parsed = parseArguments(args);
    if (parsed.command === "help") stdout.write(help);
    else if (parsed.command === "version") stdout.write(`${readManifest().version}\n`);
    else if (parsed.command === "doctor") return await runDoctor(parsed, surroundings);
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
  const options = requestOptionsOf(args, surroundings);
  const sandbox = args.credentials === "sandbox" ? createSandbox() : undefined;
  const credentials = sandbox?.credentials ?? (await readCredentials(args, surroundings));
  const accessToken = await requestFromSirv(credentials, { ...options, fetch: sandbox?.fetch });
  if (args.output === "json") return JSON.stringify(accessToken);
  const { token } = accessToken;
  return args.output === "header" ? `authorization: Bearer ${token}` : token;
}
