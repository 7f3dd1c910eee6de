// The static build as a host would serve it, under a path that is not the top.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";

export interface StaticServer {
  /** The page's address. */
  readonly url: string;
  /** What browsers reported: violations of the page's content security policy. */
  readonly violations: readonly string[];
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".map": "application/json",
};

const base = "/some/path/";

/**
 * @param folder - Whose files to serve.
 * @param port - 0 takes any that is free.
 * @param ready - When a file may be sent, by its name.
 */
export async function serveStatic(
  folder: string,
  port: number = 0,
  ready: (name: string) => Promise<void> | undefined = () => undefined,
): Promise<StaticServer> {
  const violations: string[] = [];
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/i.exec(
    await readFile(join(folder, "index.html"), "utf8"),
  )?.[1];
  if (policy === undefined) throw new Error("the page has no content security policy");

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (pathname === "/violations") {
      violations.push(await text(request));
      response.writeHead(204).end();
      return;
    }
    const name = pathname.slice(base.length) || "index.html";
    try {
      if (!pathname.startsWith(base) || name.includes("..")) throw new Error("not here");
      const body = await readFile(join(folder, name));
      await ready(name);
      response.writeHead(200, {
        "content-type": types[extname(name)] ?? "application/octet-stream",
        // The page's own policy again: a <meta> can't have browsers report what breaks it.
        "content-security-policy-report-only": `${policy}; report-uri /violations`,
      });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/html" }).end("<!doctype html>");
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    violations,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
