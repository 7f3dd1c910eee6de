import { boom, json } from "./boom.ts";
import { FileError, type Folder, type StoredFile, type Tree } from "./tree.ts";

type FileEndpoint = (request: Request) => Promise<Response>;

/**
 * The endpoints under `/v2/files` but the search.
 *
 * @see https://github.com/sirv/slate, `source/includes/api/methods`: the shapes of what they answer.
 */
export interface Files {
  /** `POST /v2/files/upload?filename=…`: the body becomes the file. */
  readonly upload: FileEndpoint;
  /** `GET /v2/files/download?filename=…` */
  readonly download: FileEndpoint;
  /** `GET /v2/files/stat?filename=…` */
  readonly stat: FileEndpoint;
  /** `GET /v2/files/readdir?dirname=…[&continuation=…]`: a page of what is in a folder. */
  readonly readdir: FileEndpoint;
  /** `POST /v2/files/mkdir?dirname=…` */
  readonly mkdir: FileEndpoint;
  /** `POST /v2/files/rename?from=…&to=…` */
  readonly rename: FileEndpoint;
  /** `POST /v2/files/delete?filename=…`: a file or an empty folder. */
  readonly remove: FileEndpoint;
}

/** Entries of a page of `readdir`. */
const pageSize = 100;

export function createFiles(tree: Tree, now: () => number): Files {
  const nodeAt = (path: string) => tree.file(path) ?? tree.folder(path);

  return {
    upload: async (request) =>
      withPaths(request, ["filename"], async (filename) => {
        const contentType = request.headers.get("content-type") ?? "application/octet-stream";
        const bytes = await request.arrayBuffer();
        // Whoever gave up uploaded nothing.
        if (request.signal.aborted) throw request.signal.reason;
        tree.write(filename, bytes, contentType);
        return done();
      }),
    download: async (request) =>
      withPaths(request, ["filename"], (filename) => {
        const file = tree.file(filename);
        if (!file) throw new FileError(404, `No such file or directory: ${filename}`);
        return new Response(file.bytes, { headers: downloadHeaders(file, now()) });
      }),
    stat: async (request) =>
      withPaths(request, ["filename"], (filename) => {
        const node = nodeAt(filename);
        if (!node) throw new FileError(404, `No such file or directory: ${filename}`);
        return json({ mtime: iso(node.mtime), ctime: iso(node.ctime), ...described(node) });
      }),
    readdir: async (request) =>
      withPaths(request, ["dirname"], (dirname) => {
        const continuation = new URL(request.url).searchParams.get("continuation");
        const last = continuation ? nameIn(continuation) : "";
        if (last === undefined) return boom(400, '"continuation" is not one that was given');
        const names = tree.names(dirname).filter((name) => name > last);
        const page = names.slice(0, pageSize);
        const end = names.length > pageSize ? page.at(-1) : undefined;
        const contents = page.flatMap((filename) => {
          const node = nodeAt(normalized(`${dirname}/${filename}`));
          return node ? [Object.assign({ filename, mtime: iso(node.mtime) }, described(node))] : [];
        });
        return json({ contents, ...(end && { continuation: continuationAfter(end) }) });
      }),
    mkdir: async (request) =>
      withPaths(request, ["dirname"], (dirname) => {
        tree.makeFolder(dirname);
        return done();
      }),
    rename: async (request) =>
      withPaths(request, ["from", "to"], (from, to) => {
        tree.rename(from, to);
        return done();
      }),
    remove: async (request) =>
      withPaths(request, ["filename"], (filename) => {
        tree.remove(filename);
        return done();
      }),
  };
}

/** Answers with paths of the request's query, and says what is wrong with them. */
async function withPaths(
  { url }: Request,
  names: readonly string[],
  answer: (...paths: string[]) => Response | Promise<Response>,
): Promise<Response> {
  const { searchParams } = new URL(url);
  const missing = names.filter((name) => !searchParams.get(name));
  if (missing.length > 0)
    return boom(400, missing.map((name) => `"${name}" is required`).join(". "));
  try {
    return await answer(...names.map((name) => normalized(searchParams.get(name) ?? "")));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    // The shape that the reference shows for `mkdir`: that of Sirv's file system, not of its server.
    const { status, message } = error;
    return json({ name: "RiakFsError", message }, { status });
  }
}

/** A path with one slash at its beginning and none at its end. */
function normalized(path: string): string {
  return `/${path.split("/").filter(Boolean).join("/")}`;
}

/** All that went well and has nothing to tell. */
function done(): Response {
  return new Response(null, { headers: { "content-length": "0" } });
}

/** What `stat` and `readdir` tell of a file or folder beside its times. */
function described(node: StoredFile | Folder): object {
  if (!("bytes" in node)) return { size: 0, isDirectory: true, meta: {} };
  const { contentType, bytes } = node;
  const { format: _, ...meta } = node.meta;
  return { contentType, size: bytes.byteLength, isDirectory: false, meta };
}

/** What the reference shows of a download: to be kept for a day, and no rate limit. */
function downloadHeaders(
  { bytes, contentType, mtime }: StoredFile,
  now: number,
): Record<string, string> {
  const seconds = Math.floor(mtime / 1000);
  return {
    "content-type": contentType,
    "last-modified": new Date(mtime).toUTCString(),
    "cache-control": "max-age=86400",
    expires: new Date(now + 86_400_000).toUTCString(),
    etag: `"${seconds.toString(16)}-${bytes.byteLength.toString(16)}"`,
    "accept-ranges": "bytes",
  };
}

function iso(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}

// A page begins after a name, so what is uploaded or deleted meanwhile makes none of the others come twice
// or not at all.
function continuationAfter(name: string): string {
  return btoa(encodeURIComponent(`after ${name}`))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function nameIn(continuation: string): string | undefined {
  try {
    const text = decodeURIComponent(atob(continuation.replaceAll("-", "+").replaceAll("_", "/")));
    return /^after (.+)$/s.exec(text)?.[1];
  } catch {
    return undefined;
  }
}
