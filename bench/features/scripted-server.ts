import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it came. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** By the clock that nobody moves. */
  readonly arrivedAt: bigint;
}

/** What is answered; 200 if no status is given. */
export interface ScriptedReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Script = (
  request: SeenRequest,
  index: number,
) => ScriptedReply | Promise<ScriptedReply>;

/** A server on loopback that keeps what it was asked, and answers as it is told. */
export interface ScriptedServer {
  readonly origin: string;
  readonly endpoint: string;
  /** The same server by the name of another host, for who compares hosts and no ports. */
  readonly foreignOrigin: string;
  readonly requests: readonly SeenRequest[];
  readonly close: () => void;
}

export async function startScripted(script: Script = giveToken): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (message, response) => {
    const { method = "", url: path = "", headers } = message;
    const arrivedAt = process.hrtime.bigint();
    const request = { method, path, headers, body: await text(message), arrivedAt };
    const reply = await script(request, requests.push(request) - 1);
    const { status = 200, body = "" } = reply;
    // Its clock goes with this process's, which probes move.
    const date = new Date().toUTCString();
    response.writeHead(status, { "content-type": "application/json", date, ...reply.headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    endpoint: `${origin}/v2/token`,
    foreignOrigin: `http://localhost:${port}`,
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The seconds that a token lives here. */
export const lifetime = 1200;

/** A token of its own for each request, in the fields of Sirv and of RFC 6749. */
export function giveToken(_request: unknown, index: number): ScriptedReply {
  return { body: JSON.stringify(replyWith(tokenOf(index))) };
}

export function tokenOf(index: number): string {
  return `FAKE-token-${index + 1}`;
}

export function replyWith(token: unknown): Readonly<Record<string, unknown>> {
  return {
    token,
    expiresIn: lifetime,
    access_token: token,
    token_type: "Bearer",
    expires_in: lifetime,
    // Text, for some refuse a list.
    scope: "account:read files:read",
  };
}

/** A failure as Sirv's clients and OAuth's find it described. */
export function failWith(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): ScriptedReply {
  const error = status === 401 ? "invalid_client" : "temporarily_unavailable";
  return { status, headers, body: JSON.stringify({ statusCode: status, error, message: "No." }) };
}
