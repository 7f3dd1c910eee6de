import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { serve, type Served } from "../../lib/cli/serve.ts";

/** A host of static files, and the one thing that a page posts to it. */
export interface StaticHost extends Served {
  /** The JSON that a page posted to `/report`. */
  readonly report: Promise<unknown>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** Serves a folder. */
export async function serveFolder(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<StaticHost> {
  let resolve: (report: unknown) => void;
  const report = new Promise<unknown>((settle) => (resolve = settle));
  const served = await serve(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/report") {
      resolve(await request.json());
      return new Response();
    }
    const body = await readFile(join(folder, pathname)).catch(() => undefined);
    if (!body) return new Response("there is no such file", { status: 404 });
    const type = types[extname(pathname)] ?? "application/octet-stream";
    return new Response(new Uint8Array(body), { headers: { "content-type": type, ...headers } });
  }, 0);
  return { ...served, report };
}
