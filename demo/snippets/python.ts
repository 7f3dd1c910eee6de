import { bodyOf, type Snippet } from "./snippet.ts";

function quote(text: string): string {
  const escaped = text.replace(/["\\]|[^ -~]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    if (character === '"' || character === "\\") return `\\${character}`;
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

export const python: Snippet = {
  id: "python",
  name: "Python",
  hint: "http.client of Python 3; nothing to install.",
  write(inputs) {
    const { protocol, host, pathname, search } = new URL(inputs.endpoint);
    const connection = protocol === "http:" ? "HTTPConnection" : "HTTPSConnection";
    return `import http.client

payload = ${quote(bodyOf(inputs))}

connection = http.client.${connection}(${quote(host)})
connection.request(
    "POST",
    ${quote(pathname + search)},
    payload.encode(),
    {"content-type": "application/json"},
)

response = connection.getresponse()
print(response.read().decode())
`;
  },
};
