import * as v from "valibot";

/** An API client of a Sirv account: the fields of the token request's body, as Sirv names them. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

const text = () => v.pipe(v.string(), v.regex(/./s));

// Sirv's schema for the body: both required, nothing else allowed. An empty string passes there and
// is refused here: it is a variable that was not set, not an account.
export const credentialsSchema = (): v.GenericSchema<Credentials> =>
  v.strictObject({ clientId: text(), clientSecret: text() });
