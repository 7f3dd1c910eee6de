import { quietly } from "../../lib/support/quietly.ts";

/**
 * A JSON object or list with line breaks and indentation, and nothing else changed: its strings and numbers
 * stay as they were written.
 *
 * @returns Nothing for what is no JSON, or neither an object nor a list.
 */
export function indentedJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text) || !quietly(() => JSON.parse(text) as unknown)) return undefined;
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  // A string is one token, whatever it holds; white space between tokens is dropped.
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[[\]{},:]|[^\s[\]{},:"]+/g) ?? [];
  return tokens
    .map((token) => {
      if (token === "{" || token === "[") {
        depth += 1;
        return token + line();
      }
      if (token === "}" || token === "]") {
        depth -= 1;
        return line() + token;
      }
      if (token === ",") return token + line();
      return token === ":" ? ": " : token;
    })
    .join("");
}
