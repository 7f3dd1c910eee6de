import * as v from "valibot";
import { TokenError } from "./token-error.ts";

/**
 * The value as the schema gives it, or a `TokenError` that lists what is wrong. valibot's own messages
 * quote the value; these hold no more than where and what was expected.
 *
 * @param what - What is wrong if anything is; the list follows.
 * @param status - The status of the reply that the value came with; without it, the value is input.
 */
export function validate<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
  status?: number,
): v.InferOutput<Schema> {
  const { success, output, issues: found } = v.safeParse(schema, value);
  if (success) return output;
  const issues = found.map((issue) => ({
    path: v.getDotPath(issue) ?? "",
    expected: issue.expected ?? issue.type,
  }));
  const list = issues.map(({ path, expected }) => `${path}: ${expected} expected`);
  throw new TokenError(`${what}: ${list.join(", ")}`, {
    code: status ? "invalid_response" : "invalid_input",
    status,
    issues,
  });
}

/** A whole number within bounds: up to what a timer can wait, eleven days, unless another is given. */
export function wholeNumber(
  lowest: number,
  highest: number = 1_000_000_000,
): v.GenericSchema<number> {
  return v.pipe(v.number(), v.integer(), v.minValue(lowest), v.maxValue(highest));
}
