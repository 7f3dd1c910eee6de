import * as v from "valibot";
import { quietly } from "./quietly.ts";

// What arguments and options are made of. Each says what a field must be; whoever checks names the field.

/** What a timer can wait, in milliseconds: eleven days, which is below its limit of 31 bits. */
const longest = 1_000_000_000;

/** A whole number within bounds. @param unit - Such as " of milliseconds". */
export function wholeNumber(
  lowest: number,
  highest: number = longest,
  unit: string = "",
): v.GenericSchema<number> {
  return v.custom<number>(
    (value) => Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest,
    `must be a whole number${unit} from ${lowest} to ${highest}`,
  );
}

/** A duration in milliseconds. */
export function milliseconds(lowest: number): v.GenericSchema<number> {
  return wholeNumber(lowest, longest, " of milliseconds");
}

/** A function. */
export function callback<T extends (...args: never[]) => unknown>(): v.GenericSchema<T> {
  return v.custom<T>((value) => typeof value === "function", "must be a function");
}

/** The entries of an object's schema. */
export type EntriesOf<T> = { readonly [Key in keyof T]-?: v.GenericSchema<unknown, T[Key]> };

/** An object, whatever it holds beside the entries. Instances with getters will do. */
export function objectOf<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.ObjectSchema<Entries, v.ErrorMessage<v.ObjectIssue>> {
  return v.object(entries, ({ expected }) =>
    expected === "Object" ? "must be an object" : "is missing",
  );
}

/** An AbortSignal, of this platform or a polyfill's. */
export const abortSignal = (): v.GenericSchema<AbortSignal> =>
  v.custom<AbortSignal>(
    isAbortSignal,
    "must be an AbortSignal: of an AbortController, pass its signal",
  );

/** Whether it is an AbortSignal, of this platform or a polyfill's. */
export function isAbortSignal(value: unknown): value is AbortSignal {
  return (
    typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value
  );
}

/** Whatever the function makes of the value; what the function throws quotes it, and is not shown. */
export function converted<T>(
  make: (value: unknown) => T,
  message: string,
): v.GenericSchema<unknown, T> {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, T>(({ dataset, addIssue, NEVER }) => {
      const result = quietly(() => ({ value: make(dataset.value) }));
      if (result) return result.value;
      addIssue({ message });
      return NEVER;
    }),
  );
}
