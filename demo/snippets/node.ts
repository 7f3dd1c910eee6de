import { fromEnvironment, javascriptBody } from "./javascript-body.ts";
import { javascriptString } from "./javascript-string.ts";
import type { Snippet } from "./snippet.ts";

export const node: Snippet = {
  id: "node",
  name: "Node",
  group: "plain",
  language: "javascript",
  hint: "node:https of every Node; nothing to install.",
  write(inputs) {
    const module = inputs.endpoint.startsWith("http:") ? "http" : "https";
    return `const ${module} = require("node:${module}");

${javascriptBody(inputs, fromEnvironment)}
const request = ${module}.request(
  ${javascriptString(inputs.endpoint)},
  { method: "POST", headers: { "content-type": "application/json" } },
  (response) => response.pipe(process.stdout),
);
request.on("error", console.error);
request.end(body);
`;
  },
};
