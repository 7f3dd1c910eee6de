/** What of a file a query can look at. */
export interface Searchable {
  /** By field: what a term may be equal to, in lower case. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** By field: what a range compares; times are epoch milliseconds. */
  readonly numbers: Readonly<Record<string, number>>;
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
    if (phrase !== undefined) return equals(field, unescaped(phrase), literal(unescaped(phrase)));
    const term = readTerm();
    return equals(field, unescaped(term), wildcards(term));
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
      const value = numbers[field];
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
function equals(field: string = "filename", text: string, pattern: RegExp): Predicate {
  return ({ texts, numbers }) =>
    field === "*" ||
    (texts[field]?.some((value) => pattern.test(value)) ?? numbers[field] === Number(text));
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}

function literal(text: string): RegExp {
  return new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}$`, "is");
}

/** A pattern whose `*` and `?`, unless they are escaped, stand for other characters. */
function wildcards(term: string): RegExp {
  const parts = term.match(/\\.|[^\\]/gs) ?? [];
  const sources = parts.map((part) => {
    if (part === "*") return ".*";
    return part === "?" ? "." : unescaped(part).replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  });
  return new RegExp(`^${sources.join("")}$`, "is");
}

/** An instant such as `now-30d` or `2021-05-12T09:30:08Z`, in epoch milliseconds; else NaN. */
function instant(text: string, now: number): number {
  if (!/^now([+-]\d+[yMwdhHms])*$/.test(text)) return Date.parse(text);
  const date = new Date(now);
  for (const [, amount, unit] of text.matchAll(/([+-]\d+)([yMwdhHms])/g)) {
    shift(date, Number(amount), unit);
  }
  return date.getTime();
}

function shift(date: Date, amount: number, unit?: string): void {
  if (unit === "y") date.setUTCFullYear(date.getUTCFullYear() + amount);
  else if (unit === "M") date.setUTCMonth(date.getUTCMonth() + amount);
  else if (unit === "w") date.setUTCDate(date.getUTCDate() + 7 * amount);
  else if (unit === "d") date.setUTCDate(date.getUTCDate() + amount);
  else if (unit === "m") date.setUTCMinutes(date.getUTCMinutes() + amount);
  else if (unit === "s") date.setUTCSeconds(date.getUTCSeconds() + amount);
  else date.setUTCHours(date.getUTCHours() + amount);
}
