import { bodyOf, type Snippet } from "./snippet.ts";

/** Between single quotes a shell takes all but the single quote as it is. */
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** What curl takes for a pattern in an address. */
const globs = /[[\]{}]/;

const request = (endpoint: string, data: string) => `curl --request POST \\
  ${globs.test(endpoint) ? "--globoff " : ""}--url ${quote(endpoint)} \\
  --header 'content-type: application/json' \\
  --data ${data}
`;

export const curl: Snippet = {
  id: "curl",
  name: "curl",
  group: "plain",
  language: "shell",
  hint: "For bash, zsh and every other POSIX shell, with jq.",
  write({ endpoint, credentials, expiresIn }) {
    if (credentials) return request(endpoint, quote(bodyOf(credentials, expiresIn)));
    // In the environment, not among the arguments, which every user of the machine can list.
    return `export SIRV_CLIENT_ID="\${SIRV_CLIENT_ID:?}"
export SIRV_CLIENT_SECRET="\${SIRV_CLIENT_SECRET:?}"

jq -nc '{
  clientId: env.SIRV_CLIENT_ID,
  clientSecret: env.SIRV_CLIENT_SECRET${expiresIn === undefined ? "" : `,\n  expiresIn: ${expiresIn}`}
}' | ${request(endpoint, "@-")}`;
  },
};
