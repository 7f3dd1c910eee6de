import * as v from "valibot";
import { once } from "./support/once.ts";
import { check, type Checked, inputError } from "./support/validate.ts";
import type { TokenError, TokenIssue } from "./token-error.ts";

/**
 * An API client of a Sirv account: the fields of the token request's body, as Sirv names them.
 *
 * @see https://apidocs.sirv.com/
 */
export interface Credentials {
  /** The client id. */
  readonly clientId: string;
  /** The client secret: whoever has it has the account. */
  readonly clientSecret: string;
}

const text = () =>
  v.string(({ input }) => (input === undefined ? "is undefined" : "must be a string"));

// Empty passes Sirv's own schema, and is refused here: it is a variable that was not set, not an account.
const filled = () => v.pipe(text(), v.nonEmpty("must not be empty"));

/** Sirv's schema for the body: both fields, and nothing else. */
const strict = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, ({ expected, input }) => {
    if (expected === "Object") return input === undefined ? "are missing" : "must be an object";
    return expected === "never" ? "is not allowed" : "is missing";
  });

const schema = /* @__PURE__ */ once(() => strict({ clientId: filled(), clientSecret: filled() }));

const draftSchema = /* @__PURE__ */ once(() =>
  strict({ clientId: v.optional(text()), clientSecret: v.optional(text()) }),
);

const name = "the credentials";

/** Credentials, or what is wrong with them. */
export function checkCredentials(value: unknown): Checked<Credentials> {
  return check(schema(), value, name);
}

/** Whether these may become credentials: their values may be missing until they are needed. */
export function checkDraft(value: unknown): Checked<unknown> {
  return check(draftSchema(), value, name);
}

/** The error for wrong credentials. */
export function credentialsError(consequence: string, issues: readonly TokenIssue[]): TokenError {
  return inputError(
    consequence,
    issues,
    "Pass { clientId, clientSecret } of your Sirv API client; where they come from environment variables, set these.",
  );
}
