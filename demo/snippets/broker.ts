// A token for pages without a secret: what the server runs, and what the page does.
import { credentialsCode, importLine, optionsCode } from "./library-call.ts";
import type { Snippet } from "./snippet.ts";

const path = "/api/sirv-token";

export const brokerServer: Snippet = {
  id: "broker-server",
  name: "Broker, server",
  group: "library",
  language: "javascript",
  hint: "npm install sirv-token @hono/node-server",
  write: (inputs) => `import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
${importLine(inputs, "createTokenProvider")}
import { createTokenBroker } from "sirv-token/broker";

const provider = createTokenProvider(${credentialsCode(inputs)}${optionsCode(inputs)});

// Yours to fill in: who gets a token? As it stands, nobody.
const authorize = (request) => false;

const broker = createTokenBroker(provider, { authorize });
const listener = getRequestListener(broker, { overrideGlobalObjects: false });

createServer((request, response) => {
  if (request.url === "${path}") return listener(request, response);
  response.writeHead(404).end();
}).listen(process.env.PORT ?? 3000, "127.0.0.1");
`,
};

export const brokerPage: Snippet = {
  id: "broker-page",
  name: "Broker, page",
  group: "library",
  language: "javascript",
  hint: "npm install sirv-token",
  write: () => `import { createSirvClient, createTokenProvider } from "sirv-token";
import { brokeredToken } from "sirv-token/broker";

// No secret is in the page.
const provider = createTokenProvider(brokeredToken("${path}"));
const sirv = createSirvClient(provider);

console.log(await sirv.get("account").json());
`,
};
