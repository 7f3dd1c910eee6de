import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

/** A handler that is served over HTTP. */
export interface Served {
  /** Such as `http://127.0.0.1:7478`. */
  readonly origin: string;
  /** Ends the server and its connections. */
  close(): Promise<void>;
}

/** Serves a handler of requests over HTTP on 127.0.0.1; port 0 takes any that is free. */
export async function serve(
  handler: (request: Request) => Promise<Response>,
  port: number,
): Promise<Served> {
  // HTTP/1.1 unless another is asked for.
  const server = createAdaptorServer({ fetch: handler }) as Server;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
