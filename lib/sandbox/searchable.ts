import type { StoredFile } from "./tree.ts";

/** What a search tells of a file: its `_source`. */
export interface Source {
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

/** What of a file a query can look at, by field. */
export interface Searchable {
  /** What is searched by its words, in any case. */
  readonly texts: ReadonlyMap<string, string>;
  /** What is searched as a whole, in any case: one of these. */
  readonly keywords: ReadonlyMap<string, readonly string[]>;
  /** What ranges compare; times are epoch milliseconds. */
  readonly numbers: ReadonlyMap<string, number | undefined>;
}

/** How a field is searched; one that is `unset` no file of the sandbox has. */
export type FieldKind = "text" | "keyword" | "number" | "time" | "unset";

const kinds: ReadonlyMap<string, FieldKind> = new Map([
  ["filename", "text"],
  ["basename", "text"],
  ["filename.raw", "keyword"],
  ["basename.raw", "keyword"],
  ["dirname", "keyword"],
  ["dirname.raw", "keyword"],
  ["dirname.paths", "keyword"],
  ["extension", "keyword"],
  ["contentType", "keyword"],
  ["id", "keyword"],
  ["isDirectory", "keyword"],
  ["meta.format", "keyword"],
  ["size", "number"],
  ["meta.width", "number"],
  ["meta.height", "number"],
  ["meta.duration", "number"],
  ["ctime", "time"],
  ["mtime", "time"],
]);

/** What people and programs write beside a file. */
const unset = /^meta\.(title|description|tags|product\.\w+|approval\.\w+|(EXIF|IPTC|XMP)\.\w+)$/;

/** How a field is searched, or `undefined` for one that is not known. */
export function kindOf(field: string): FieldKind | undefined {
  return kinds.get(field) ?? (unset.test(field) ? "unset" : undefined);
}

export function sourceOf(
  filename: string,
  { id, bytes, contentType, meta, ...file }: StoredFile,
): Source {
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

export function searchable(source: Source): Searchable {
  const { filename, dirname, basename, extension, id, contentType, size, meta } = source;
  // A folder is found with all that is below it: so the reference keeps the trash out.
  const parents = [...dirname.matchAll(/\/|$/g)].map(({ index }) => dirname.slice(0, index) || "/");
  return {
    texts: new Map([
      ["filename", filename],
      ["basename", basename],
    ]),
    keywords: new Map<string, readonly string[]>([
      ["filename.raw", [filename]],
      ["basename.raw", [basename]],
      ["dirname", parents],
      ["dirname.paths", parents],
      ["dirname.raw", [dirname]],
      ["extension", extension ? [extension] : []],
      ["contentType", [contentType]],
      ["id", [id]],
      ["isDirectory", ["false"]],
      ["meta.format", meta.format ? [meta.format] : []],
    ]),
    numbers: new Map<string, number | undefined>([
      ["size", size],
      ["ctime", Date.parse(source.ctime)],
      ["mtime", Date.parse(source.mtime)],
      ["meta.width", meta.width],
      ["meta.height", meta.height],
      ["meta.duration", meta.duration],
    ]),
  };
}
