// The programs of docs/broker.md, as they stand there.
import { filesOf } from "../support/code-blocks.ts";

const recipes: ReadonlyMap<string, string> = new Map(
  filesOf("docs/broker.md").map(({ file, code }) => [file, code]),
);

/** The session that the tests' `sessions.js` knows, as a cookie. */
export const sessionCookie = "session=FAKE-session";

/** A file of the document. */
export function recipe(name: string): string {
  const text = recipes.get(name);
  if (text === undefined) throw new Error(`docs/broker.md has no ${name}`);
  return text;
}

/** A file of the document with one thing said otherwise, which must be in it. */
export function changed(name: string, before: string, after: string): string {
  const text = recipe(name);
  if (!text.includes(before)) throw new Error(`${name} of docs/broker.md has no ${before}`);
  return text.replace(before, after);
}

/** What all recipes share: the token is a sandbox's, and one session is there. */
export const sharedFiles: Readonly<Record<"sirv.js" | "sessions.js", string>> = {
  "sirv.js": changed(
    "sirv.js",
    "createTokenProvider(environmentCredentials)",
    "createTokenProvider(environmentCredentials, { endpoint: process.env.SIRV_ENDPOINT })",
  ),
  "sessions.js": changed("sessions.js", "new Map()", 'new Map([["FAKE-session", "anna"]])'),
};
