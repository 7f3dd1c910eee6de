import { fromEnvironment, javascriptBody } from "./javascript-body.ts";
import { javascriptString } from "./javascript-string.ts";
import type { Snippet } from "./snippet.ts";

export const fetchSnippet: Snippet = {
  id: "fetch",
  name: "fetch",
  group: "plain",
  language: "javascript",
  hint: "For a module in Node, Deno, Bun or a worker.",
  write: (inputs) => `${javascriptBody(inputs, fromEnvironment)}
const response = await fetch(${javascriptString(inputs.endpoint)}, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body,
});
console.log(response.status, await response.text());
`,
};
