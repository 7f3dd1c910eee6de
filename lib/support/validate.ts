import * as v from "valibot";
import { TokenError, type TokenIssue } from "../token-error.ts";

/** The value as the schema gives it, or all that is wrong with it. */
export type Checked<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly value?: undefined; readonly issues: readonly TokenIssue[] };

/**
 * Checks a value. valibot's own words quote the value; the issues are in the schema's.
 *
 * @param schema - Its messages say what a field must be, without the field's name.
 * @param name - The value's name, for what is wrong with it as a whole.
 */
export function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  name: string,
): Checked<v.InferOutput<Schema>> {
  // What every object inherits would pass for an option, such as an endpoint to which the secret goes: so it is
  // after somebody has merged JSON that holds a `__proto__`.
  if (Object.keys(Object.prototype).length > 0) {
    return { issues: [{ message: "Object.prototype must not have enumerable fields", path: [] }] };
  }
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return { value: output };
  return {
    issues: issues.map(({ message, path = [] }) => {
      const names = path.map(({ key }) => nameOf(String(key)));
      return { message: `${names.join(".") || name} ${message}`, path: names };
    }),
  };
}

/** A field's name; one that nobody would give to a field is not repeated, for it may be a secret. */
function nameOf(key: string): string {
  return /^[\w$-]{1,32}$/.test(key) ? key : "a field";
}

/** What is wrong, as a part of a sentence. */
export function flawsOf(issues: readonly TokenIssue[]): string {
  return issues.map(({ message }) => message).join("; ");
}

/**
 * The error for wrong arguments.
 *
 * @param consequence - What did not happen.
 * @param advice - What to do, where the issues do not say it all.
 */
export function inputError(
  consequence: string,
  issues: readonly TokenIssue[],
  advice: string = "",
): TokenError {
  const message = `${consequence}: ${flawsOf(issues)}. ${advice}`.trim();
  return new TokenError(message, { code: "invalid_input", issues });
}

/** The options as the schema gives them, or `invalid_input`. */
export function parseOptions<Schema extends v.GenericSchema>(
  schema: Schema,
  options: unknown,
  consequence: string,
): v.InferOutput<Schema> {
  const { value, issues } = check(schema, options, "the options");
  if (issues) throw inputError(consequence, issues);
  return value;
}
