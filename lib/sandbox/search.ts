import * as v from "valibot";
import { boom, json } from "./boom.ts";
import { compileQuery, QueryError, type Searchable } from "./query.ts";
import type { StoredFile, Tree } from "./tree.ts";

/** What a search tells of a file: its `_source`. */
interface Source {
  readonly accountId: string;
  readonly filename: string;
  readonly dirname: string;
  readonly basename: string;
  readonly extension: string;
  readonly id: string;
  readonly ctime: string;
  readonly mtime: string;
  readonly size: number;
  readonly contentType: string;
  readonly meta: StoredFile["meta"];
}

interface SortKey {
  readonly of: (source: Source) => string | number;
  readonly sign: 1 | -1;
}

/** The body as the reference's schema has it. */
const bodySchema = () =>
  v.strictObject({
    query: v.optional(v.pipe(v.string(), v.maxLength(1024)), ""),
    sort: v.optional(v.record(v.string(), v.picklist(["asc", "desc"])), {}),
    from: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 0),
    size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 100),
    scroll: v.optional(v.boolean(), false),
  });

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
    const { success, output, issues } = v.safeParse(bodySchema(), await bodyOf(request));
    if (!success) return boom(400, issues.map((issue) => complaint(issue)).join(". "));
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
      return lacking(`this query: ${error.message}`);
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

function sourceOf(filename: string, { id, bytes, contentType, meta, ...file }: StoredFile): Source {
  const slash = filename.lastIndexOf("/");
  const basename = filename.slice(slash + 1);
  return {
    accountId: "sandboxAccountOfNobody0000000000",
    filename,
    dirname: filename.slice(0, slash) || "/",
    basename,
    extension: /.(\.[^.]*)$/.exec(basename)?.[1] ?? "",
    id,
    ctime: new Date(file.ctime).toISOString(),
    mtime: new Date(file.mtime).toISOString(),
    size: bytes.byteLength,
    contentType,
    meta,
  };
}

function searchable(source: Source): Searchable {
  const { filename, dirname, basename, extension, id, contentType, size, meta } = source;
  const { format, ...numbers } = meta;
  // A folder is found with all that is below it: so the reference keeps the trash out.
  const parents = [...dirname.matchAll(/\/|$/g)].map(({ index }) => dirname.slice(0, index) || "/");
  return {
    texts: new Map([
      ["filename", [filename, ...words(filename)]],
      ["basename", [basename, ...words(basename)]],
      ["dirname", parents],
      ["dirname.paths", parents],
      ["extension", [extension]],
      ["contentType", [contentType]],
      ["id", [id]],
      ["isDirectory", ["false"]],
      ["meta.format", format === undefined ? [] : [format]],
    ]),
    numbers: new Map([
      ["size", size],
      ["ctime", Date.parse(source.ctime)],
      ["mtime", Date.parse(source.mtime)],
      ...Object.entries(numbers).map(([name, value]) => [`meta.${name}`, value] as const),
    ]),
  };
}

function words(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}

function complaint({ path, expected, received }: v.BaseIssue<unknown>): string {
  const name = path ? `"${path.map(({ key }) => String(key)).join(".")}"` : "the body";
  return expected === "never"
    ? `${name} is not allowed`
    : `${name} must be ${expected}, not ${received}`;
}

function lacking(what: string): Response {
  return boom(501, `The sandbox of sirv-token does not have ${what}`);
}
