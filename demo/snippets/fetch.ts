import { javascriptString } from "./javascript-string.ts";
import type { Snippet } from "./snippet.ts";

export const fetchSnippet: Snippet = {
  id: "fetch",
  name: "fetch",
  hint: "For a module in a browser, Node, Deno, Bun or a worker.",
  write: ({ endpoint, clientId, clientSecret, expiresIn }) => `const response = await fetch(
  ${javascriptString(endpoint)},
  {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      clientId: ${javascriptString(clientId)},
      clientSecret: ${javascriptString(clientSecret)},${expiresIn === undefined ? "" : `\n      expiresIn: ${expiresIn},`}
    }),
  },
);
console.log(response.status, await response.text());
`,
};
