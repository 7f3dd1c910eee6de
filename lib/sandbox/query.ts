import { instant } from "./instant.ts";
import { wildcards } from "./wildcards.ts";

/** What of a file a query can look at. */
export interface Searchable {
  /** By field: what a term may be equal to. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** By field: what a range compares; times are epoch milliseconds. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Whether a file is one that the query asks for. */
export type Predicate = (file: Searchable) => boolean;

/** A query that is wrong, or that Sirv may understand and the sandbox does not. */
export class QueryError extends Error {}

/** A part of a group: with `must` all have to match, else one of those with `should`; none with `not`. */
interface Clause {
  occurs: "must" | "should" | "not";
  readonly matches: Predicate;
}

const times: ReadonlySet<string> = new Set(["ctime", "mtime"]);

/**
 * Reads a query in the language of Lucene, which Sirv's search takes: fields, phrases, wildcards, ranges,
 * AND, OR, NOT, signs and parentheses. Not regular expressions, `~` and `^`.
 *
 * @param now - What `now` is in a range, in epoch milliseconds.
 * @throws QueryError
 * @see https://apidocs.sirv.com/#search-files
 */
export function compileQuery(query: string, now: number): Predicate {
  let rest = query;
  const take = (pattern: RegExp) => {
    const match = pattern.exec(rest);
    rest = rest.slice(match?.[0].length ?? 0);
    return match;
  };
  const fail = (why: string): never => {
    throw new QueryError(
      rest ? `${why} at ${JSON.stringify(rest.slice(0, 40))}` : `${why} at the end`,
    );
  };

  function readGroup(field?: string): Predicate {
    const clauses: Clause[] = [];
    // Up to the end, or to what closes the group.
    while (take(/^\s*(?=[^\s)])/)) {
      const operator = take(/^(?:AND|OR|&&|\|\|)(?=[\s(]|$)\s*/)?.[0].trim();
      const before = clauses.at(-1);
      if (operator && !before) fail(`something is missing before ${operator}`);
      const isBoth = operator === "AND" || operator === "&&";
      if (isBoth && before?.occurs === "should") before.occurs = "must";
      const sign = take(/^(?:NOT(?=[\s(])|[!+-])\s*/)?.[0].trim();
      const occurs = sign && sign !== "+" ? "not" : sign || isBoth ? "must" : "should";
      clauses.push({ occurs, matches: readClause(field) });
    }
    return (file) => {
      const matching = (occurs: Clause["occurs"]) =>
        clauses.filter((clause) => clause.occurs === occurs).map(({ matches }) => matches(file));
      if (matching("not").includes(true)) return false;
      const must = matching("must");
      const should = matching("should");
      return must.length > 0 || should.length === 0 ? !must.includes(false) : should.includes(true);
    };
  }

  function readClause(outer?: string): Predicate {
    const field = outer ?? take(/^([\w.*-]+):/)?.[1];
    if (take(/^\(/)) {
      const matches = readGroup(field);
      return take(/^\s*\)/) ? matches : fail("a ) is missing");
    }
    const range = take(/^([[{])\s*("[^"]*"|\S+)\s+TO\s+("[^"]*"|[^\s\]}]+)\s*([\]}])/);
    if (range) {
      const [, open, low = "", high = "", close] = range;
      return readRange(field, { low, high, withLow: open === "[", withHigh: close === "]" });
    }
    const comparison = take(/^(?:>=?|<=?)/)?.[0];
    if (comparison) {
      const bound = readTerm();
      const withBound = comparison.endsWith("=");
      return comparison.startsWith(">")
        ? readRange(field, { low: bound, high: "*", withLow: withBound, withHigh: true })
        : readRange(field, { low: "*", high: bound, withLow: true, withHigh: withBound });
    }
    const phrase = take(/^"((?:\\.|[^"\\])*)"/s)?.[1];
    // In quotes, stars are stars.
    return equals(field, phrase?.replace(/\\.|([*?])/gs, asItIs) ?? readTerm());
  }

  function readTerm(): string {
    const before = rest;
    const term = take(/^(?:\\.|[^\s()[\]{}"\\])+/s)?.[0] ?? fail("a term is missing");
    const special = /[/:~^]/.exec(term.replace(/\\./gs, ""))?.[0];
    if (special === undefined) return term;
    rest = before;
    return special === "/" || special === ":"
      ? fail(`${special} has to be written \\${special}, or the whole in quotes,`)
      : fail(`${special} is not understood`);
  }

  function readRange(
    field: string | undefined,
    {
      low,
      high,
      withLow,
      withHigh,
    }: { low: string; high: string; withLow: boolean; withHigh: boolean },
  ): Predicate {
    if (field === undefined) return fail("a range has no field");
    const read = (text: string) => {
      const bare = unescaped(text.replace(/^"(.*)"$/, "$1"));
      const value = times.has(field) ? instant(bare, now) : Number(bare);
      return Number.isNaN(value) ? fail(`${JSON.stringify(bare)} is no bound of ${field}`) : value;
    };
    const lowest = low === "*" ? -Infinity : read(low);
    const highest = high === "*" ? Infinity : read(high);
    return ({ numbers }) => {
      const value = numbers.get(field);
      if (value === undefined) return false;
      return (
        (withLow ? value >= lowest : value > lowest) &&
        (withHigh ? value <= highest : value < highest)
      );
    };
  }

  const predicate = readGroup();
  take(/^\s+/);
  return rest ? fail("a ( is missing") : predicate;
}

/** A term without a field is looked for in the path and its words. */
function equals(field: string = "filename", term: string): Predicate {
  if (field === "*") return () => true;
  const isMeant = wildcards(term);
  const number = Number(unescaped(term));
  return ({ texts, numbers }) =>
    texts.get(field)?.some((value) => isMeant(value)) ?? numbers.get(field) === number;
}

function asItIs(part: string, star?: string): string {
  return star === undefined ? part : `\\${star}`;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}
