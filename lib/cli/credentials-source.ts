import { readFile } from "node:fs/promises";
import { addAbortSignal } from "node:stream";
import { text } from "node:stream/consumers";
import { parseEnv } from "node:util";
import type { Credentials } from "../credentials.ts";
import type { Arguments } from "./arguments.ts";
import type { Surroundings } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

/** The credentials from where the arguments say; the library checks them. */
export async function readCredentials(
  { credentials, envFile }: Arguments,
  { env, stdin, signal }: Pick<Surroundings, "env" | "stdin" | "signal">,
): Promise<Credentials> {
  if (credentials === "stdin") return parseJson(await text(addAbortSignal(signal, stdin)));
  const variables = envFile === undefined ? env : { ...env, ...parseEnv(await read(envFile)) };
  const { SIRV_CLIENT_ID: clientId, SIRV_CLIENT_SECRET: clientSecret } = variables;
  if (clientId && clientSecret) return { clientId, clientSecret };
  const missing = Object.entries({ SIRV_CLIENT_ID: clientId, SIRV_CLIENT_SECRET: clientSecret })
    .filter(([, value]) => !value)
    .map(([name]) => name);
  throw new UsageError(
    `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not set. Set both variables, or use --env-file, --stdin or --sandbox.`,
  );
}

function parseJson(input: string): Credentials {
  try {
    return JSON.parse(input) as Credentials;
  } catch {
    // What the parser throws quotes the input.
    throw new UsageError('stdin is not JSON like {"clientId":"...","clientSecret":"..."}.');
  }
}

async function read(file: string): Promise<string> {
  try {
    // Some editors begin a file with a byte order mark.
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError(`--env-file can't be read: ${(error as Error).message}.`);
  }
}
