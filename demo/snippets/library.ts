import { sirvEndpoint } from "../form/endpoint.ts";
import { javascriptString } from "./javascript-string.ts";
import type { Snippet, SnippetInputs } from "./snippet.ts";

const program = (specifier: string, inputs: SnippetInputs) => {
  const options = [
    inputs.endpoint === sirvEndpoint ? "" : `endpoint: ${javascriptString(inputs.endpoint)}`,
    inputs.expiresIn === undefined ? "" : `expiresIn: ${inputs.expiresIn}`,
  ].filter(Boolean);
  return `import { requestToken } from "${specifier}";

const { token, expiresAt } = await requestToken({
  clientId: ${javascriptString(inputs.clientId)},
  clientSecret: ${javascriptString(inputs.clientSecret)},
}${options.length > 0 ? `, { ${options.join(", ")} }` : ""});
console.log(token, new Date(expiresAt));
`;
};

const npm: Snippet = {
  id: "npm",
  name: "npm",
  hint: "npm install sirv-token",
  write: (inputs) => program("sirv-token", inputs),
};

/** The module that is published for pages, with all that it needs inside. */
export const cdnModule: string = "https://cdn.jsdelivr.net/npm/sirv-token/dist/cdn/sirv-token.js";

const cdn: Snippet = {
  id: "cdn",
  name: "CDN",
  hint: "A page for you alone: whoever opens it can read the secret. The README pins the version and its hash.",
  write: (inputs) => `<!doctype html>
<meta charset="utf-8">
<title>A Sirv access token</title>
<script type="module">
${program(cdnModule, inputs)}</script>
`,
};

const deno: Snippet = {
  id: "deno",
  name: "Deno",
  hint: "deno run --allow-net get-token.ts",
  write: (inputs) => program("npm:sirv-token", inputs),
};

const bun: Snippet = {
  id: "bun",
  name: "Bun",
  hint: "bun add sirv-token, then bun get-token.ts",
  write: (inputs) => program("sirv-token", inputs),
};

export const library: readonly Snippet[] = [npm, cdn, deno, bun];
