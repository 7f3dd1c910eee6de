// One token with requestToken, wherever the library runs.
import { credentialsNow, importLine, objectCode, optionsCode } from "./library-call.ts";
import type { Snippet, SnippetInputs } from "./snippet.ts";

const program = (inputs: SnippetInputs, specifier?: string) =>
  `${importLine(inputs, "requestToken", specifier)}
${call(inputs, credentialsNow(inputs))}`;

const call = (inputs: SnippetInputs, credentials: string) => `
const { token, expiresAt } = await requestToken(${credentials}${optionsCode(inputs)});
console.log(token, new Date(expiresAt));
`;

export const npm: Snippet = {
  id: "npm",
  name: "npm",
  group: "library",
  language: "javascript",
  hint: "npm install sirv-token",
  write: (inputs) => program(inputs),
};

export const deno: Snippet = {
  id: "deno",
  name: "Deno",
  group: "library",
  language: "javascript",
  hint: "deno run --allow-net --allow-env get-token.ts",
  write: (inputs) => program(inputs, "npm:sirv-token"),
};

export const bun: Snippet = {
  id: "bun",
  name: "Bun",
  group: "library",
  language: "javascript",
  hint: "bun add sirv-token, then bun get-token.ts",
  write: (inputs) => program(inputs),
};

/** The module that is published for pages, with all that it needs inside. */
export const cdnModule: string = "https://cdn.jsdelivr.net/npm/sirv-token/dist/cdn/sirv-token.js";

/** A page has no environment. */
const asked = objectCode('prompt("Client id")', 'prompt("Client secret")');

export const cdn: Snippet = {
  id: "cdn",
  name: "CDN",
  group: "library",
  language: "html",
  hint: "A page for you alone: whoever opens it can read the secret. The README pins the version and its hash.",
  write: (inputs) => `<!doctype html>
<meta charset="utf-8">
<title>A Sirv access token</title>
<script type="module">
import { requestToken } from "${cdnModule}";
${call(inputs, inputs.credentials ? credentialsNow(inputs) : asked)}</script>
`,
};
