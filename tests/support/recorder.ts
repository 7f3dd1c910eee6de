import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { parseMessage } from "./http-message.ts";

/** A TCP server that keeps what it is sent, byte for byte, and answers with scripted bytes. */
export interface Recorder {
  readonly origin: string;
  /** The requests as they came, one character for each byte; preflights left out. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const preflightReply = [
  "HTTP/1.1 204 No Content",
  "access-control-allow-origin: *",
  "access-control-allow-methods: GET, POST",
  "access-control-allow-headers: *, authorization",
  "connection: close",
  "\r\n",
].join("\r\n");

/**
 * @param replies - What to answer, one after the other, the last one from then on: the bytes of an
 *   HTTP response; an empty string closes the connection without an answer.
 */
export async function createRecorder(replies: readonly string[]): Promise<Recorder> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let received = "";
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (data) => {
      received += data.toString("latin1");
      if (!parseMessage(received)) return;
      if (received.startsWith("OPTIONS ")) {
        socket.end(preflightReply);
        return;
      }
      requests.push(received);
      socket.end(replies[Math.min(requests.length, replies.length) - 1] ?? "", "latin1");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}
