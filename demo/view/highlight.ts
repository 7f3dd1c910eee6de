// Colours for code. A tokenizer of our own: the page has no room for a library that knows everything.
import { element } from "./element.ts";

export type Language = "javascript" | "html" | "shell" | "python" | "php" | "java";

/** What begins first in the code wins. */
const kinds = ["comment", "string", "keyword", "number"] as const;

/** A piece of code; without a kind it is none of these. */
export type Token = readonly [kind: (typeof kinds)[number] | undefined, text: string];

const slashes = String.raw`\/\/.*|\/\*[^]*?\*\/`;
const quoted = String.raw`(?<quote>["'\`])(?:\\[^]|(?!\k<quote>)[^\\])*\k<quote>`;
/**
 * Of all programming languages: words, not what hangs on a dot or on a dollar sign, and options of the
 * shell. One's keyword is no name in the others' programs here.
 */
const words = String.raw`(?<![\w$.])(?:async|await|break|case|catch|class|const|curl|default|echo|exit|export|false|from|function|if|import|jq|new|public|return|static|switch|throw|throws|true|try|void)(?![\w$])|<\?php|(?<!\S)--?[a-z][\w-]*`;
const number = String.raw`\b\d[\d_.]*\b`;

/** Regular expressions of comments and, where they are not as in most languages, strings and keywords. */
const grammars: Readonly<
  Record<Language, readonly [comment: string, string?: string, keyword?: string]>
> = {
  javascript: [slashes],
  java: [slashes],
  php: [`${slashes}|#.*`],
  python: ["#.*"],
  html: ["<!--[^]*?-->", `(?<==)${quoted}`, "</?[!a-z]+"],
  // Within its single quotes nothing is escaped.
  shell: ["(?<!\\S)#.*", String.raw`'[^']*'|"(?:\\[^]|[^"\\])*"|\\.`],
};

/** The code in pieces: their texts, one after the other, are the code. */
export function tokens(code: string, language: Language): Token[] {
  if (language !== "html") return scanned(code, language);
  // Every second part is a script; its tags are of the parts around it.
  return code
    .split(/(?<=<script[^>]*>)([^]*?)(?=<\/script>)/i)
    .flatMap((part, index) => scanned(part, index % 2 === 0 ? "html" : "javascript"));
}

function scanned(code: string, language: Language): Token[] {
  const [comment, string = quoted, keyword = words] = grammars[language];
  const sources = [comment, string, keyword, number];
  const pattern = kinds.map((kind, index) => `(?<${kind}>${sources[index]})`).join("|");
  const found: Token[] = [];
  let end = 0;
  for (const { 0: text, index, groups } of code.matchAll(new RegExp(pattern, "g"))) {
    if (index > end) found.push([undefined, code.slice(end, index)]);
    found.push([kinds.find((kind) => groups?.[kind] !== undefined), text]);
    end = index + text.length;
  }
  return end < code.length ? [...found, [undefined, code.slice(end)]] : found;
}

/** The code with an element of the class `code-KIND` around what has a kind. */
export function highlighted(code: string, language: Language): (Node | string)[] {
  return tokens(code, language).map(([kind, text]) =>
    kind ? element("span", { class: `code-${kind}` }, text) : text,
  );
}
