import * as v from "valibot";
import { TokenError } from "../index.ts";

/**
 * The value as the schema gives it, or `invalid_input` with all that is wrong with it.
 *
 * @param schema - Its messages say what a field must be, without the field's name.
 * @param consequence - What did not happen.
 */
export function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  consequence: string,
): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const flaws = issues.map((issue) => ({
    message: `${v.getDotPath(issue) ?? "the argument"} ${issue.message}`,
    path: (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key))),
  }));
  const message = `${consequence}: ${flaws.map((flaw) => flaw.message).join("; ")}.`;
  throw new TokenError(message, { code: "invalid_input", issues: flaws });
}

/** An object with these entries and no others: one that is misspelt would be one that is ignored. */
export function objectOf<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, v.ErrorMessage<v.StrictObjectIssue>> {
  return v.strictObject(entries, ({ expected }) => {
    if (expected === "Object") return "must be an object";
    return expected === "never" ? "is not known here" : "is missing";
  });
}

/** A whole number within bounds. @param unit - Such as " of seconds". */
export function wholeNumber(
  lowest: number,
  highest: number = 1_000_000_000,
  unit: string = "",
): v.GenericSchema<number> {
  return v.custom<number>(
    (value) => Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest,
    `must be a whole number${unit} from ${lowest} to ${highest}`,
  );
}

/** A duration in milliseconds: eleven days at most, which is below the limit of timers, 31 bits. */
export function milliseconds(): v.GenericSchema<number> {
  return wholeNumber(0, 1_000_000_000, " of milliseconds");
}
