// The doc comments are the API's reference and an editor's hovers: what each must say, and that its examples
// are right.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../package/run.ts";
import {
  type Documented,
  isFunction,
  isNumber,
  kinds,
  pathsOf,
  type Reflection,
  symbolsIn,
  tagsOf,
  textOf,
} from "./documented.ts";

/** What the examples have beside the package: what their reader has. */
const given = `
declare const credentials: Credentials;
declare const clientId: string;
declare const clientSecret: string;
declare const provider: TokenProvider;
declare const token: string;
declare const file: Blob;
declare const response: Response;
declare const error: unknown;
declare const sandbox: Sandbox;
declare const storage: SharedStorage;
declare const locks: SharedLocks;
declare const redis: {
  get(name: string): Promise<string | null>;
  set(name: string, value: string, mode: "EX", seconds: number): Promise<unknown>;
};
declare function isLoggedIn(request: Request): Promise<boolean>;
declare function sessionToken(): Promise<string>;
declare function tryAgain(): void;
declare function comeBackIn(milliseconds: number | undefined): void;
`;

/** Milliseconds that a compiler may take on a busy machine. */
const patience = 120_000;

let folder: string;
let symbols: readonly Documented[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sirv-token-docs-"));
  const json = join(folder, "api.json");
  // It fails at what has no comment, at what is not exported, and at links that lead nowhere.
  await run(
    resolve("scripts/api/node_modules/.bin/typedoc"),
    ["--json", json, "--html", join(folder, "api")],
    { cwd: "scripts/api" },
  );
  symbols = symbolsIn(JSON.parse(readFileSync(json, "utf8")) as Reflection);
}, patience);
afterAll(() => rmSync(folder, { recursive: true }));

test("each entry says what it is for, by the name that it is imported by", () => {
  const modules = symbols.filter(({ reflection }) => reflection.kind === kinds.module);
  expect(modules.map(({ path }) => path)).toEqual([
    "sirv-token",
    "sirv-token/broker",
    "sirv-token/shared",
    "sirv-token/sandbox",
  ]);
  expect(symbols.filter(isFunction)).toHaveLength(11);
});

test("each comment begins with a sentence", () => {
  const wrong = symbols.filter(({ reflection: { comment, kind } }) => {
    const [first = ""] = textOf(comment?.summary).split("\n\n");
    return kind !== kinds.signature && comment && !/\S[.:]$/.test(first.trim());
  });
  expect(pathsOf(wrong)).toEqual([]);
});

test("each number has its unit", () => {
  const units = /\b(milliseconds|seconds|bytes|attempts|requests|http status)\b/i;
  const numbers = symbols.filter(({ reflection }) => isNumber(reflection));
  const wrong = numbers.filter(({ reflection }) => {
    const [returned = ""] = tagsOf(reflection, "@returns");
    const isReturned = reflection.kind === kinds.signature;
    return !units.test(isReturned ? returned : textOf(reflection.comment?.summary));
  });
  expect(numbers.length).toBeGreaterThan(20);
  // It is a name, which others write as a number.
  expect(pathsOf(wrong)).toEqual(["sirv-token.TokenProviderState.errorCode"]);
});

test("each function says which codes it throws, and how it is called", () => {
  const lacks = (check: (reflection: Reflection) => boolean) =>
    pathsOf(symbols.filter((each) => isFunction(each) && !check(each.reflection)));
  const throws = (reflection: Reflection) =>
    tagsOf(reflection, "@throws").some((text) => text.startsWith("TokenError with code"));
  // It takes anything.
  expect(lacks(throws)).toEqual(["sirv-token.isTokenError"]);
  expect(lacks((reflection) => tagsOf(reflection, "@example").length > 0)).toEqual([]);
});

test("what gives something says what", () => {
  const wrong = symbols.filter(({ reflection }) => {
    const { kind, name, type, comment } = reflection;
    const gives = kind === kinds.signature && type?.name !== "void" && name !== "TokenError";
    // The platform's own.
    const isForeign = textOf(comment?.summary).includes("MDN");
    return gives && comment && !isForeign && tagsOf(reflection, "@returns").length !== 1;
  });
  expect(pathsOf(wrong)).toEqual([]);
});

test("each code that is said to be thrown is one", () => {
  const codes = symbols.find(({ path }) => path === "sirv-token.TokenErrorCode");
  const known = codes?.reflection.type?.types?.map(({ value }) => value) ?? [];
  const said = symbols.flatMap(({ reflection }) =>
    tagsOf(reflection, "@throws").flatMap((text) =>
      [...text.matchAll(/`([a-z]+_[a-z]+|timeout|redirected|unauthorized)`/g)].map(
        ([, code]) => code,
      ),
    ),
  );
  expect(known).toHaveLength(9);
  expect(known).toEqual(expect.arrayContaining([...new Set(said)]));
});

test("each settings object has an example", () => {
  const settings = symbols.filter(
    ({ path, reflection: { kind } }) => kind === kinds.interface && path.endsWith("Options"),
  );
  const wrong = settings.filter(({ reflection }) => tagsOf(reflection, "@example").length === 0);
  expect(settings).toHaveLength(8);
  expect(pathsOf(wrong)).toEqual([]);
});

test(
  "the examples type-check",
  async () => {
    const examples = symbols.flatMap(({ reflection }) => tagsOf(reflection, "@example"));
    const names = examples.map((example, index) => {
      const [, code] = /^```ts\n(.+)\n```$/s.exec(example.trim()) ?? [];
      if (code === undefined) throw new Error(`no block of ts: ${example}`);
      // What it declares itself, it is not given.
      const own = new Set([...code.matchAll(/\b(?:const|using) (\w+)\b/g)].map(([, name]) => name));
      for (const [, list = ""] of code.matchAll(/\bconst \{([^}]+)\}/g)) {
        for (const name of list.split(",")) own.add(name.trim());
      }
      const free = given.replace(/^declare const (\w+):(?:[^{;]+|[^}]+\});\n/gm, (line, name) =>
        own.has(name) ? "" : line,
      );
      const file = `example-${index}.ts`;
      writeFileSync(join(folder, file), `${imports()}${free}${code}\nexport {};\n`);
      return file;
    });
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      module: "nodenext",
      target: "es2022",
      lib: ["es2023", "esnext.disposable", "dom", "dom.iterable"],
      types: [],
      allowImportingTsExtensions: true,
      noEmit: true,
    };
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: names }));
    expect(names.length).toBeGreaterThan(30);
    await run(resolve("node_modules/.bin/tsc"), [], { cwd: folder });
  },
  patience,
);

test("the pages load nothing of another host", () => {
  const pages = globSync(join(folder, "api/**/*.{html,css}"));
  const foreign =
    /<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)="(?:https?:)?\/\/|url\(["']?https?:|@import/;
  expect(pages.length).toBeGreaterThan(40);
  expect(pages.filter((page) => foreign.test(readFileSync(page, "utf8")))).toEqual([]);
});

/** Imports all that the entries export, for an example shows no imports. */
function imports(): string {
  return ["index", "broker/index", "shared/index", "sandbox/index"]
    .map((entry) => {
      const file = resolve(`lib/${entry}.ts`);
      const names = [...readFileSync(file, "utf8").matchAll(/^export (?:type )?\{([^}]+)\}/gm)]
        .flatMap(([, list = ""]) => list.split(","))
        .map((name) => name.trim())
        .filter(Boolean);
      return `import { ${names.join(", ")} } from ${JSON.stringify(file)};\n`;
    })
    .join("");
}
