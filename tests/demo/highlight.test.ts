import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Language, tokens } from "../../demo/view/highlight.ts";
import { snippets } from "../../demo/snippets/index.ts";
import { hostileCredentials, hostileSecrets } from "./hostile.ts";

const languages: readonly Language[] = ["javascript", "html", "shell", "python", "php", "java"];

/** What begins or ends something in one of them. */
const marks = '\' " ` \\ # // /* */ <!-- --> <script> </script> <p if 12 --url <?php """';

/** The texts of one kind, in their order. */
const texts = (kind: string, code: string, language: Language) =>
  tokens(code, language).flatMap(([is, text]) => (is === kind ? [text] : []));

const joined = (code: string, language: Language) =>
  tokens(code, language)
    .map(([, text]) => text)
    .join("");

describe.each(languages)("%s", (language) => {
  test("the pieces of whatever code, one after the other, are the code", () => {
    const piece = fc.constantFrom(...marks.split(" "), " ", "\n");
    const code = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(code, (text) => {
        expect(joined(text, language)).toBe(text);
      }),
    );
  });

  test("a secret is of one string, whatever is in it", () => {
    const programs = snippets.filter(
      (each) => each.language === language && each.id !== "broker-page",
    );
    expect(programs).not.toEqual([]);
    for (const { write } of programs) {
      for (const secret of Object.values(hostileSecrets)) {
        const endpoint = "https://api.sirv.com/v2/token";
        const code = write({ endpoint, credentials: hostileCredentials(secret), expiresIn: 300 });
        expect(joined(code, language)).toBe(code);
        const holding = tokens(code, language).filter(([, text]) => text.includes("FAKE"));
        expect(holding.map(([kind]) => kind)).toEqual(["string"]);
        // Nothing after it is taken for a part of it.
        expect(tokens(code, language).filter(([kind]) => kind === "string").length).toBe(
          tokens(write({ endpoint, credentials: plain, expiresIn: 300 }), language).filter(
            ([kind]) => kind === "string",
          ).length + (language === "shell" ? quotesIn(code) : 0),
        );
      }
    }
  });
});

const plain = { clientId: "fake", clientSecret: "FAKE" };

/** A shell's string ends for each single quote in it: the quote and the rest are two more. */
const quotesIn = (code: string) => 2 * (code.split(`'\\''`).length - 1);

test.each<[Language, string, string[], string[]]>([
  ["javascript", `"//" + '/*' + \`# \${a} "\` // "b"`, ['"//"', "'/*'", '`# ${a} "`'], ['// "b"']],
  ["javascript", String.raw`"\"//" 'a\\' 'b'`, [String.raw`"\"//"`, String.raw`'a\\'`, "'b'"], []],
  [
    "shell",
    String.raw`echo 'a # b'\''c' "d'e" # 'f'`,
    ["'a # b'", "\\'", "'c'", '"d\'e"'],
    ["# 'f'"],
  ],
  ["python", String.raw`"#" + "\"#" # "c"`, ['"#"', String.raw`"\"#"`], ['# "c"']],
  ["php", String.raw`'# // /*' . "\"#" # 'a'`, ["'# // /*'", String.raw`"\"#"`], ["# 'a'"]],
  ["java", String.raw`"// \"/*" + 'c' /* "d" */`, [String.raw`"// \"/*"`, "'c'"], ['/* "d" */']],
  ["html", '<a href="<!--">"text"</a><!-- b="c" -->', ['"<!--"'], ['<!-- b="c" -->']],
])("the strings and comments of %s: %s", (language, code, strings, comments) => {
  expect(texts("string", code, language)).toEqual(strings);
  expect(texts("comment", code, language)).toEqual(comments);
});

test("a comment ends at its line's end, or where it says", () => {
  expect(texts("comment", "a // if\nb /* 1\n2 */ c", "javascript")).toEqual([
    "// if",
    "/* 1\n2 */",
  ]);
  expect(texts("comment", "a # if\nb#c", "shell")).toEqual(["# if"]);
});

test("a keyword is a word of its own", () => {
  expect(texts("keyword", "import importer $import a.import if", "javascript")).toEqual([
    "import",
    "if",
  ]);
  expect(texts("keyword", "curl --data @- a--b", "shell")).toEqual(["curl", "--data"]);
});

test("a number is one by itself", () => {
  expect(texts("number", "300 a1 v2 1_000.5", "javascript")).toEqual(["300", "1_000.5"]);
});

test("a page's script is JavaScript, and its markup is not", () => {
  const code = `<p class="if">if</p><script type="module">\nif (1) "</p>";\n</script><p>`;
  expect(texts("keyword", code, "html")).toEqual(["<p", "</p", "<script", "if", "</script", "<p"]);
  expect(texts("string", code, "html")).toEqual(['"if"', '"module"', '"</p>"']);
});
