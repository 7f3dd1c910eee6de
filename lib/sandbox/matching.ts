import { type Span, spanOf } from "./instant.ts";
import { kindOf, type Searchable } from "./searchable.ts";
import { wildcards } from "./wildcards.ts";

/** Whether a file is one that the query asks for. */
export type Predicate = (file: Searchable) => boolean;

/** A query that can't be read. */
export class QueryError extends Error {
  /** Whether Sirv may understand what the sandbox does not. */
  readonly isOfSirv: boolean;
  constructor(message: string, isOfSirv: boolean) {
    super(message);
    this.isOfSirv = isOfSirv;
  }
}

/** What a range asks for: from one bound to another, each with what it names or without; `*` is none. */
export interface Range {
  readonly low: string;
  readonly high: string;
  readonly withLow: boolean;
  readonly withHigh: boolean;
}

const never: Predicate = () => false;

/** Files whose field has a value: of a text its words, one after the other, else the whole. */
export function matchesValue(field: string, value: string, now: number): Predicate {
  if (field === "_exists_") return has(value);
  const wanted = value.toLowerCase();
  switch (kindOf(field)) {
    case "text":
      return ({ texts }) => hasWords(texts.get(field) ?? "", value);
    case "keyword":
      return ({ keywords }) =>
        keywords.get(field)?.some((each) => each.toLowerCase() === wanted) ?? false;
    case "number":
    case "time": {
      const range = { low: value, high: value, withLow: true, withHigh: true };
      return matchesRange(field, range, now);
    }
    case "unset":
      return never;
    default:
      throw unknown(field);
  }
}

/** Files whose field, or one of its words, is like a term with `*` and `?`. */
export function matchesPattern(field: string, term: string): Predicate {
  if (field === "*" && term === "*") return () => true;
  if (term === "*") return has(field);
  const isMeant = wildcards(term);
  switch (kindOf(field)) {
    case "text":
      return ({ texts }) => {
        const text = texts.get(field) ?? "";
        return [text, ...wordsOf(text)].some((each) => isMeant(each));
      };
    case "keyword":
      return ({ keywords }) => keywords.get(field)?.some((each) => isMeant(each)) ?? false;
    case "number":
    case "time":
      throw new QueryError(`${field} takes no wildcards`, false);
    case "unset":
      return never;
    default:
      throw unknown(field);
  }
}

/** Files whose field is in a range. A bound that is a whole day is in it or not, as a whole. */
export function matchesRange(field: string, range: Range, now: number): Predicate {
  const { low, high, withLow, withHigh } = range;
  const kind = kindOf(field);
  if (kind === undefined) throw unknown(field);
  if (kind === "unset") return never;
  const read = (text: string): Span => {
    const span =
      kind === "time" ? spanOf(text, now) : kind === "number" ? pointOf(text) : undefined;
    if (span) return span;
    throw new QueryError(
      `${JSON.stringify(text)} is nothing that ${field} can be compared with`,
      false,
    );
  };
  const lowest = low === "*" ? -Infinity : withLow ? read(low).start : read(low).end;
  const highest = high === "*" ? Infinity : withHigh ? read(high).end : read(high).start;
  return ({ numbers }) => {
    const value = numbers.get(field);
    if (value === undefined) return false;
    return (
      (withLow ? value >= lowest : value > lowest) &&
      (withHigh ? value <= highest : value < highest)
    );
  };
}

/** Files whose field is there at all. */
function has(field: string): Predicate {
  if (kindOf(field) === undefined) throw unknown(field);
  return ({ texts, keywords, numbers }) =>
    texts.has(field) || (keywords.get(field) ?? []).length > 0 || numbers.get(field) !== undefined;
}

function unknown(field: string): QueryError {
  return new QueryError(`the field ${JSON.stringify(field)} is not known`, true);
}

/** Whether the words of the value are in the text, one after the other; or the value itself, without words. */
function hasWords(text: string, value: string): boolean {
  const wanted = wordsOf(value);
  if (wanted.length === 0) return text.includes(value);
  const words = wordsOf(text);
  return words.some((_, start) => wanted.every((word, index) => words[start + index] === word));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function pointOf(text: string): Span | undefined {
  const number = text === "" ? Number.NaN : Number(text);
  return Number.isNaN(number) ? undefined : { start: number, end: number };
}
