import { boom, json } from "./boom.ts";

/** The files of the sandbox's account, in memory. */
export interface Files {
  /** `POST /v2/files/upload?filename=…`: the body becomes the file. */
  upload(request: Request): Promise<Response>;
  /** `GET /v2/files/readdir?dirname=…` */
  readdir(request: Request): Response;
  /** `GET /v2/files/download?filename=…` */
  download(request: Request): Response;
}

interface StoredFile {
  readonly bytes: ArrayBuffer;
  readonly contentType: string;
  readonly mtime: string;
}

export function createFiles(now: () => number): Files {
  const files = new Map<string, StoredFile>();

  return {
    async upload(request) {
      const filename = pathOf(request, "filename");
      if (filename === undefined) return boom(400, '"filename" is required');
      files.set(filename, {
        bytes: await request.arrayBuffer(),
        contentType: request.headers.get("content-type") ?? "application/octet-stream",
        mtime: new Date(now()).toISOString(),
      });
      return new Response(null, { status: 200 });
    },
    readdir(request) {
      const dirname = pathOf(request, "dirname");
      if (dirname === undefined) return boom(400, '"dirname" is required');
      const prefix = dirname === "/" ? dirname : `${dirname}/`;
      const contents = new Map<string, object>();
      for (const [path, { bytes, contentType, mtime }] of files) {
        if (!path.startsWith(prefix)) continue;
        const [filename = "", ...deeper] = path.slice(prefix.length).split("/");
        const isDirectory = deeper.length > 0;
        const size = isDirectory ? 0 : bytes.byteLength;
        contents.set(filename, {
          filename,
          mtime,
          size,
          isDirectory,
          ...(!isDirectory && { contentType }),
        });
      }
      return json({ contents: [...contents.values()] });
    },
    download(request) {
      const filename = pathOf(request, "filename");
      if (filename === undefined) return boom(400, '"filename" is required');
      const file = files.get(filename);
      if (!file) return boom(404, "Not Found");
      return new Response(file.bytes, { headers: { "content-type": file.contentType } });
    },
  };
}

/** A path of a request's query, with a slash at its beginning and none at its end. */
function pathOf(request: Request, name: string): string | undefined {
  const path = new URL(request.url).searchParams.get(name);
  return path ? `/${path.replace(/^\/+|\/+$/g, "")}` : undefined;
}
