import * as v from "valibot";

/** The fields of a token request's body. */
export interface TokenBody {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly expiresIn?: number | undefined;
}

// Written from Sirv's schema alone, not from what the library sends: the sandbox is the other side.
const bodySchema = () =>
  v.strictObject(
    {
      clientId: v.string('"clientId" must be a string'),
      clientSecret: v.string('"clientSecret" must be a string'),
      expiresIn: v.optional(
        v.pipe(
          v.number('"expiresIn" must be a number'),
          v.integer('"expiresIn" must be an integer'),
          v.minValue(5, '"expiresIn" must be greater than or equal to 5'),
          v.maxValue(604_800, '"expiresIn" must be less than or equal to 604800'),
        ),
      ),
    },
    ({ expected, path }) => {
      if (expected === "Object") return "the body must be an object";
      const name = `"${String(path?.[0].key)}"`;
      return expected === "never" ? `${name} is not allowed` : `${name} is required`;
    },
  );

/** The body of a token request, or the complaint about it: that of a 400. */
export function parseTokenBody(value: unknown): TokenBody | string {
  const result = v.safeParse(bodySchema(), value);
  return result.success ? result.output : result.issues.map(({ message }) => message).join(". ");
}
