// A token server in a process of its own, so that what it costs is not counted as its clients'. Its reply is
// made beforehand, in the fields of Sirv and of RFC 6749, for clients of both kinds.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerSettings } from "./start-server.ts";

let settings: ServerSettings = {};
let requests = 0;
let reply = replyFor(settings);

const server = createServer((request, response) => {
  const { path, delay = 0, status = 200 } = { path: request.url, ...settings };
  request.resume();
  if (path?.startsWith("/v2/token")) requests += 1;
  const answer = () => {
    // The API beside the token: it refuses everybody.
    response.writeHead(path?.startsWith("/v2/token") ? status : 401, {
      "content-type": "application/json",
      "content-length": reply.byteLength,
    });
    response.end(reply);
  };
  request.once("end", () => {
    if (delay > 0) setTimeout(answer, delay);
    else answer();
  });
});

// A client whose turn comes late finds its connection open.
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ origin: `http://127.0.0.1:${port}` });
});

process.on("message", (message: ServerSettings | "requests") => {
  if (message !== "requests") {
    settings = message;
    requests = 0;
    reply = replyFor(settings);
  }
  process.send?.({ requests });
});
process.once("disconnect", () => process.exit());

function replyFor({ expiresIn = 1200 }: ServerSettings): Buffer {
  const token = `FAKE.${"access-token.".repeat(20)}`;
  return Buffer.from(
    JSON.stringify({
      token,
      expiresIn,
      // Joined by spaces, as RFC 6749 has it: some clients refuse a list, as Sirv has it.
      scope: "account:read files:read files:write",
      access_token: token,
      token_type: "Bearer",
      expires_in: expiresIn,
    }),
  );
}
