// A server of another origin that pages may ask, for replies that no sandbox gives.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

export interface OddServer {
  readonly origin: string;
  readonly endpoint: string;
  /** The methods and paths of what arrived, preflights left out. */
  readonly arrivals: readonly string[];
  /** Those of them that were given up by the page before they were answered. */
  readonly leavers: readonly string[];
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const servers = new Set<Server>();

afterAll(async () => {
  for (const server of servers) {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }
});

/** Serves until the file's tests are finished. */
export async function serveOdd(answer: Answer): Promise<OddServer> {
  const arrivals: string[] = [];
  const leavers: string[] = [];
  // Tokens may be long.
  const server = createServer({ maxHeaderSize: 500_000 }, (request, response) => {
    // As a broker needs it, for its cookies.
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
    response.setHeader("access-control-allow-credentials", "true");
    if (request.method === "OPTIONS") {
      response.setHeader("access-control-allow-headers", "authorization, content-type");
      response.writeHead(204).end();
      return;
    }
    const name = `${request.method} ${request.url}`;
    arrivals.push(name);
    response.on("close", () => {
      if (!response.writableFinished) leavers.push(name);
    });
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.add(server);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, endpoint: `${origin}/v2/token`, arrivals, leavers };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, value: unknown, status: number = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
