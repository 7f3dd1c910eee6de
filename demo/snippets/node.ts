import { javascriptString } from "./javascript-string.ts";
import { bodyOf, type Snippet } from "./snippet.ts";

export const node: Snippet = {
  id: "node",
  name: "Node",
  hint: "node:https of every Node; nothing to install.",
  write(inputs) {
    const module = inputs.endpoint.startsWith("http:") ? "http" : "https";
    return `const ${module} = require("node:${module}");

const body = ${javascriptString(bodyOf(inputs))};

const request = ${module}.request(
  ${javascriptString(inputs.endpoint)},
  { method: "POST", headers: { "content-type": "application/json" } },
  (response) => {
    const chunks = [];
    response.on("data", (chunk) => chunks.push(chunk));
    response.on("end", () => console.log(Buffer.concat(chunks).toString()));
  },
);
request.on("error", console.error);
request.end(body);
`;
  },
};
