import { bodyOf, type Snippet } from "./snippet.ts";

/** Between single quotes a shell takes all but the single quote as it is. */
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** What curl takes for a pattern in an address. */
const globs = /[[\]{}]/;

export const curl: Snippet = {
  id: "curl",
  name: "curl",
  hint: "For bash, zsh and every other POSIX shell.",
  write: (inputs) => `curl --request POST \\
  ${globs.test(inputs.endpoint) ? "--globoff " : ""}--url ${quote(inputs.endpoint)} \\
  --header 'content-type: application/json' \\
  --data ${quote(bodyOf(inputs))}
`,
};
