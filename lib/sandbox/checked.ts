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
  highest: number = Number.MAX_SAFE_INTEGER,
  unit: string = "",
): v.GenericSchema<number> {
  const bounds =
    highest === Number.MAX_SAFE_INTEGER ? `, ${lowest} or more` : ` from ${lowest} to ${highest}`;
  return v.custom<number>(
    (value) => Number.isSafeInteger(value) && Number(value) >= lowest && Number(value) <= highest,
    `must be a whole number${unit}${bounds}`,
  );
}

/** A duration in milliseconds that a timer can wait: its limit has 31 bits. */
export function milliseconds(): v.GenericSchema<number> {
  return wholeNumber(0, 2_147_483_647, " of milliseconds");
}
