import {
  matchesPattern,
  matchesRange,
  matchesValue,
  type Predicate,
  QueryError,
  type Range,
} from "./matching.ts";

/** A part of a group: with `must` all have to match, else one of those with `should`; none with `not`. */
interface Clause {
  occurs: "must" | "should" | "not";
  readonly matches: Predicate;
}

/**
 * Reads a query in the language of Lucene, which Sirv's search takes: fields, phrases, wildcards, ranges,
 * AND, OR, NOT, signs and parentheses. Not regular expressions, `~` and `^`. How Sirv takes words apart is
 * not known: here they are letters and digits.
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
  const fail = (why: string, isOfSirv: boolean = false): never => {
    const where = rest ? `at ${JSON.stringify(rest.slice(0, 40))}` : "at the end";
    throw new QueryError(`${why} ${where}`, isOfSirv);
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
    // Without a field, the whole path is searched.
    const searched = field ?? "filename";
    if (phrase !== undefined) return matchesValue(searched, unescaped(phrase), now);
    const term = readTerm();
    const isPattern = /[*?]/.test(term.replace(/\\./gs, ""));
    return isPattern
      ? matchesPattern(searched, term)
      : matchesValue(searched, unescaped(term), now);
  }

  function readTerm(): string {
    const before = rest;
    const term = take(/^(?:\\.|[^\s()[\]{}"\\])+/s)?.[0] ?? fail("a term is missing");
    const special = /[/:~^]/.exec(term.replace(/\\./gs, ""))?.[0];
    if (special === undefined) return term;
    rest = before;
    return special === "/" || special === ":"
      ? fail(`${special} has to be written \\${special}, or the whole in quotes,`)
      : fail(`${special} is not understood`, true);
  }

  function readRange(field: string | undefined, range: Range): Predicate {
    if (field === undefined) return fail("a range has no field");
    const [low = "", high = ""] = [range.low, range.high].map((bound) =>
      unescaped(bound.replace(/^"(.*)"$/, "$1")),
    );
    return matchesRange(field, { ...range, low, high }, now);
  }

  const predicate = readGroup();
  take(/^\s+/);
  return rest ? fail("a ( is missing") : predicate;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}
