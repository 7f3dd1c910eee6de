import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from "@hono/node-server";

/** A handler that is served over HTTP. */
export interface Served {
  /** Such as `http://127.0.0.1:7478`. */
  readonly origin: string;
  /** Ends the server and its connections. */
  close(): Promise<void>;
}

/**
 * Serves a handler of requests over HTTP.
 *
 * @param port - 0 takes any that is free.
 * @param host - Where to listen; on all interfaces, the origin names the one of this machine.
 */
export async function serve(
  handler: (request: Request) => Promise<Response>,
  port: number,
  host: string = "127.0.0.1",
): Promise<Served> {
  const fetch = async (request: Request, { outgoing }: HttpBindings | Http2Bindings) =>
    breaking(await handler(request), () => outgoing.destroy());
  // HTTP/1.1 unless another is asked for.
  const server = createAdaptorServer({ fetch, serverOptions: { keepAliveTimeout } }) as Server;
  server.listen(port, host);
  await once(server, "listening");
  return {
    origin: originOf(server.address() as AddressInfo),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * Milliseconds that an idle connection stays open: longer than clients keep theirs, for one that is closed in the
 * moment in which it is used again is a failure to them.
 */
const keepAliveTimeout = 120_000;

/** Where a server that listens there can be reached from this machine. */
export function originOf({ address, family, port }: AddressInfo): string {
  const isOnAll = address === "0.0.0.0" || address === "::";
  const host = isOnAll ? "127.0.0.1" : family === "IPv6" ? `[${address}]` : address;
  return `http://${host}:${port}`;
}

/** Long enough for what was written to reach a client that is near, in milliseconds. */
const pause = 50;

/**
 * A response whose body, if it breaks, takes the connection with it, after what came before is sent: a
 * server gathers what it writes, and what is gathered is lost with the connection.
 */
function breaking(response: Response, breakOff: () => void): Response {
  const reader = response.body?.getReader();
  if (!reader) return response;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch {
        await setTimeout(pause);
        breakOff();
      }
    },
    cancel: async (reason) => reader.cancel(reason),
  });
  return new Response(body, response);
}
