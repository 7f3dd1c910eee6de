import * as v from "valibot";
import { boom, json, lacking } from "./boom.ts";
import { wholeNumber } from "./checked.ts";
import { readJson } from "./json-body.ts";
import { QueryError } from "./matching.ts";
import { compileQuery } from "./query.ts";
import { searchable, type Source, sourceOf } from "./searchable.ts";
import type { Tree } from "./tree.ts";

interface SortKey {
  readonly of: (source: Source) => string | number;
  readonly sign: 1 | -1;
}

/** The body as the reference's schema has it. */
const bodySchema = () =>
  v.strictObject(
    {
      query: v.optional(
        v.pipe(
          v.string("must be a string"),
          v.maxLength(1024, "must have at most 1024 characters"),
        ),
        "",
      ),
      sort: v.optional(
        v.record(
          v.string(),
          v.picklist(["asc", "desc"], "must be asc or desc"),
          "must be an object",
        ),
        {},
      ),
      from: v.optional(wholeNumber(0, 1000), 0),
      size: v.optional(wholeNumber(0, 100), 100),
      scroll: v.optional(v.boolean("must be true or false"), false),
    },
    "is not allowed",
  );

/**
 * `POST /v2/files/search`: files by a query, a page at a time, in the envelope of Elasticsearch.
 *
 * @see https://github.com/sirv/slate, `postFilesSearch.md`
 */
export function createSearch(
  tree: Tree,
  now: () => number,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const read = await readJson(request);
    if (read instanceof Response) return read;
    const { value } = read;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return boom(400, "the body must be an object");
    }
    const { success, output, issues } = v.safeParse(bodySchema(), value);
    if (!success) {
      const flaws = issues.map((issue) => `"${v.getDotPath(issue)}" ${issue.message}`);
      return boom(400, flaws.join(". "));
    }
    const { query, sort, from, size, scroll } = output;
    if (scroll) return lacking("a search that scrolls");
    const order = orderOf(sort);
    if (typeof order === "string") return lacking(`sorting by ${JSON.stringify(order)}`);
    try {
      const matches = compileQuery(query, now());
      const found = [...tree.files()]
        .map(([path, file]) => sourceOf(path, file))
        .filter((source) => matches(searchable(source)));
      found.sort((one, other) => compare(one, other, order));
      const hits = found.slice(from, from + size).map((source) => hitOf(source, order));
      return json({ hits, total: found.length, _relation: "eq" });
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      return error.isOfSirv
        ? lacking(`this query: ${error.message}`)
        : boom(400, `The query can't be read: ${error.message}`);
    }
  };
}

/** What a search can be sorted by. */
const sortable = new Map<string, SortKey["of"]>([
  ["filename.raw", ({ filename }) => filename],
  ["filename", ({ filename }) => filename],
  ["basename.raw", ({ basename }) => basename],
  ["basename", ({ basename }) => basename],
  ["dirname.raw", ({ dirname }) => dirname],
  ["dirname", ({ dirname }) => dirname],
  ["extension", ({ extension }) => extension],
  ["contentType", ({ contentType }) => contentType],
  ["ctime", ({ ctime }) => Date.parse(ctime)],
  ["mtime", ({ mtime }) => Date.parse(mtime)],
  ["size", ({ size }) => size],
]);

/** The keys to sort by, and which way, the first before the others; or the field that is no such key. */
function orderOf(sort: Readonly<Record<string, "asc" | "desc">>): readonly SortKey[] | string {
  const keys: SortKey[] = [];
  for (const [field, direction] of Object.entries(sort)) {
    const of = sortable.get(field);
    if (!of) return field;
    keys.push({ of, sign: direction === "asc" ? 1 : -1 });
  }
  return keys;
}

function compare(one: Source, other: Source, order: readonly SortKey[]): number {
  for (const { of, sign } of order) {
    const [low, high] = [of(one), of(other)];
    if (low !== high) return low < high ? -sign : sign;
  }
  return 0;
}

function hitOf(source: Source, order: readonly SortKey[]): object {
  return {
    _index: "sandbox",
    _id: source.id,
    _score: order.length > 0 ? null : 1,
    _source: source,
    ...(order.length > 0 && { sort: order.map(({ of }) => of(source)) }),
  };
}
