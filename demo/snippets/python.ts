import { bodyOf, type Snippet, type SnippetInputs } from "./snippet.ts";

/** JSON's escapes are Python's, but for characters beyond the first 65,536, which JSON halves. */
const quote = (text: string) =>
  JSON.stringify(text).replace(
    /[^ -~]/gu,
    (character) => `\\U${character.codePointAt(0)?.toString(16).padStart(8, "0")}`,
  );

export const python: Snippet = {
  id: "python",
  name: "Python",
  group: "plain",
  language: "python",
  hint: "http.client of Python 3; nothing to install.",
  write(inputs) {
    const { protocol, host, pathname, search } = new URL(inputs.endpoint);
    const connection = protocol === "http:" ? "HTTPConnection" : "HTTPSConnection";
    return `import http.client
${payload(inputs)}
connection = http.client.${connection}(${quote(host)})
connection.request(
    "POST",
    ${quote(pathname + search)},
    payload.encode(),
    {"content-type": "application/json"},
)

print(connection.getresponse().read().decode())
`;
  },
};

function payload({ credentials, expiresIn }: SnippetInputs): string {
  if (credentials) {
    return `
payload = ${quote(bodyOf(credentials, expiresIn))}
`;
  }
  return `import json
import os

payload = json.dumps(
    {
        "clientId": os.environ["SIRV_CLIENT_ID"],
        "clientSecret": os.environ["SIRV_CLIENT_SECRET"],${expiresIn === undefined ? "" : `\n        "expiresIn": ${expiresIn},`}
    },
    ensure_ascii=False,
    separators=(",", ":"),
)
`;
}
