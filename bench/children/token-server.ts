// A token server in a process of its own, so that what it costs is not counted as its clients'. It answers
// whatever is asked with a reply that was made beforehand.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { replyText } from "../measure/reply.ts";
import type { ServerSettings } from "../measure/start-server.ts";

const reply = Buffer.from(replyText);
let settings: ServerSettings = {};
let requests = 0;

const server = createServer((request, response) => {
  const { delay = 0, status = 200 } = settings;
  requests += 1;
  request.resume();
  request.once("end", () => {
    if (delay > 0) setTimeout(answer, delay);
    else answer();
  });

  function answer(): void {
    response.writeHead(status, {
      "content-type": "application/json",
      "content-length": reply.byteLength,
    });
    response.end(reply);
  }
});

// A client whose turn comes late finds its connection open.
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${port}`);
});

process.on("message", (message: ServerSettings | "requests") => {
  if (message !== "requests") {
    settings = message;
    requests = 0;
  }
  process.send?.(requests);
});
process.once("disconnect", () => process.exit());
