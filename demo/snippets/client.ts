import { sirvEndpoint } from "../form/endpoint.ts";
import { javascriptString } from "./javascript-string.ts";
import { credentialsCode, importLine, optionsCode } from "./library-call.ts";
import type { Snippet } from "./snippet.ts";

export const client: Snippet = {
  id: "client",
  name: "Client",
  group: "library",
  language: "javascript",
  hint: "npm install sirv-token",
  write(inputs) {
    const code = credentialsCode(inputs);
    const options = optionsCode(inputs);
    // A client has no options for its token; a provider has.
    const source = options ? `createTokenProvider(${code}${options})` : code;
    const api = javascriptString(new URL(".", inputs.endpoint).href);
    const baseUrl = inputs.endpoint === sirvEndpoint ? "" : `, { baseUrl: ${api} }`;
    return `${importLine(inputs, options ? "createSirvClient, createTokenProvider" : "createSirvClient")}

// A ky instance that adds the token.
const sirv = createSirvClient(${source}${baseUrl});

console.log(await sirv.get("account").json());

await sirv.post("files/upload", {
  searchParams: { filename: "/hello.txt" },
  body: "Hello, Sirv",
});
`;
  },
};
