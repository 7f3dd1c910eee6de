import { javascriptString } from "./javascript-string.ts";
import type { SnippetInputs } from "./snippet.ts";

/**
 * The lines of a program without the library that end with its request's `body`.
 *
 * @param otherwise - Lines that get credentials which are not written into the program.
 */
export function javascriptBody(
  { credentials, expiresIn }: SnippetInputs,
  otherwise: string,
): string {
  const lifetime = expiresIn === undefined ? "" : `, expiresIn: ${expiresIn}`;
  const lines = credentials
    ? constants(javascriptString(credentials.clientId), javascriptString(credentials.clientSecret))
    : otherwise;
  return `${lines}
const body = JSON.stringify({ clientId, clientSecret${lifetime} });
`;
}

const constants = (clientId: string, clientSecret: string) => `const clientId = ${clientId};
const clientSecret = ${clientSecret};`;

/** Of the environment, where there is one. */
export const fromEnvironment: string = `const { SIRV_CLIENT_ID: clientId, SIRV_CLIENT_SECRET: clientSecret } = process.env;
if (!clientId || !clientSecret) throw new Error("Set SIRV_CLIENT_ID and SIRV_CLIENT_SECRET.");`;

/** Of whoever opens the page. */
export const fromPrompt: string = constants('prompt("Client id")', 'prompt("Client secret")');
