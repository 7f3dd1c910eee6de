import { javascriptString } from "./javascript-string.ts";
import { credentialsCode, importLine, optionsCode } from "./library-call.ts";
import type { Snippet } from "./snippet.ts";

export const provider: Snippet = {
  id: "provider",
  name: "Provider",
  group: "library",
  language: "javascript",
  hint: "npm install sirv-token",
  write: (inputs) => `${importLine(inputs, "createTokenProvider")}

// One for the whole app: callers share its token.
const provider = createTokenProvider(${credentialsCode(inputs)}${optionsCode(inputs)});

async function account() {
  const { token } = await provider.getToken();
  const response = await fetch(${javascriptString(new URL("account", inputs.endpoint).href)}, {
    headers: { authorization: \`Bearer \${token}\` },
  });
  // Revoked: the next caller gets another one.
  if (response.status === 401) provider.invalidate(token);
  return response.json();
}

console.log(await Promise.all([account(), account()]));
`,
};
