// The programs of docs/broker.md, as they stand there.
import { changedFile, shownFile } from "./shown-files.ts";

const document = "docs/broker.md";

/** The session that the tests' `sessions.js` knows, as a cookie. */
export const sessionCookie = "session=FAKE-session";

/** A file of the document. */
export function recipe(name: string): string {
  return shownFile(document, name);
}

/** A file of the document with one thing said otherwise. */
export function changed(name: string, before: string, after: string): string {
  return changedFile(document, name, { [before]: after });
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
