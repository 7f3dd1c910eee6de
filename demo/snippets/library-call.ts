// What the snippets with the library have in common: imports, credentials and options.
import { sirvEndpoint } from "../form/endpoint.ts";
import { javascriptString } from "./javascript-string.ts";
import type { SnippetInputs } from "./snippet.ts";

/** An import of the main entry, with what reads the environment where that is needed. */
export function importLine(
  { credentials }: SnippetInputs,
  names: string,
  specifier: string = "sirv-token",
): string {
  return `import { ${names}${credentials ? "" : ", environmentCredentials"} } from "${specifier}";`;
}

/** Credentials for a provider or a client, which reads the environment when it needs to. */
export function credentialsCode({ credentials }: SnippetInputs): string {
  return credentials
    ? objectCode(javascriptString(credentials.clientId), javascriptString(credentials.clientSecret))
    : "environmentCredentials";
}

/** Credentials for one request. */
export function credentialsNow(inputs: SnippetInputs): string {
  return credentialsCode(inputs) + (inputs.credentials ? "" : "()");
}

/** An object of credentials, of an expression for each. */
export function objectCode(clientId: string, clientSecret: string): string {
  return `{\n  clientId: ${clientId},\n  clientSecret: ${clientSecret},\n}`;
}

/** The options as a further argument; nothing where the defaults will do. */
export function optionsCode({ endpoint, expiresIn }: SnippetInputs): string {
  const options = [
    endpoint === sirvEndpoint ? "" : `endpoint: ${javascriptString(endpoint)}`,
    expiresIn === undefined ? "" : `expiresIn: ${expiresIn}`,
  ].filter(Boolean);
  return options.length > 0 ? `, { ${options.join(", ")} }` : "";
}
