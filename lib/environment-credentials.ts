import type { Credentials } from "./credentials.ts";
import { inputError } from "./support/validate.ts";
import type { TokenError } from "./token-error.ts";

const id = "SIRV_CLIENT_ID";
const secret = "SIRV_CLIENT_SECRET";

/**
 * Reads the credentials from the environment variables `SIRV_CLIENT_ID` and `SIRV_CLIENT_SECRET`, where
 * there is a `process.env`: in Node, Deno, Bun and workers, never in pages. It is a credentials function: a
 * provider that is given it calls it before each token request, and not while an app is built.
 *
 * @returns The credentials.
 * @throws TokenError with code `invalid_input`: it names the variable that is missing, or Deno's flag.
 * @example
 * ```ts
 * const provider = createTokenProvider(environmentCredentials);
 * ```
 */
export function environmentCredentials(): Credentials {
  // Not by the names that bundlers replace by values, which would put the secret into a page.
  const { process } = globalThis as { readonly process?: { readonly env?: object } };
  if (!process?.env || "document" in globalThis) {
    throw missing(
      ["process.env"],
      "Pass { clientId, clientSecret } yourself; a page should get a token from your server.",
    );
  }
  const clientId = read(process.env, id);
  const clientSecret = read(process.env, secret);
  if (clientId && clientSecret) return { clientId, clientSecret };
  const names = [...(clientId ? [] : [id]), ...(clientSecret ? [] : [secret])];
  throw missing(names, "Set what is missing in the environment of this process.");
}

function read(variables: object, name: string): string {
  try {
    return String(Reflect.get(variables, name) ?? "");
  } catch {
    throw missing([`Deno's permission to read ${name}`], `Run with --allow-env=${id},${secret}.`);
  }
}

function missing(names: readonly string[], advice: string): TokenError {
  const issues = names.map((name) => ({ message: `${name} is missing`, path: [] }));
  return inputError("There are no credentials", issues, advice);
}
