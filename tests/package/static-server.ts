import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { serve, type Served } from "../../lib/cli/serve.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".map": "application/json",
};

/** Serves a folder, as a host of static files does. */
export async function serveFiles(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Served> {
  return serve(async ({ url }) => {
    const { pathname } = new URL(url);
    const body = await readFile(join(folder, pathname)).catch(() => undefined);
    if (!body) return new Response("there is no such file", { status: 404 });
    const type = types[extname(pathname)] ?? "application/octet-stream";
    return new Response(new Uint8Array(body), { headers: { "content-type": type, ...headers } });
  }, 0);
}
