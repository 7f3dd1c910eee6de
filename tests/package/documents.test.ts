// Every code block of the README and of docs/ is run, beside the package as it is installed.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { type CodeBlock, codeBlocksOf, documents } from "../support/code-blocks.ts";
import { anchorsOf } from "../support/headings.ts";
import { createApp, jwt } from "./app.ts";
import { createBrowser, type OpenedBrowser } from "./browser.ts";
import { runCommands } from "./documents/commands.ts";
import { runInPage } from "./documents/page.ts";
import { runProgram, runtimesOf } from "./documents/program.ts";
import { stageTypes, store } from "./documents/stage.ts";
import { run } from "./run.ts";

/** The documents whose files are run by a test of their own. */
const testsOfFiles: Readonly<Record<string, string>> = {
  "docs/broker.md": "tests/package/recipes.ts",
  "docs/shared.md": "tests/fleet/fleet.ts",
  "docs/testing.md": "tests/package/runners.test.ts",
  "docs/sandbox-server.md": "tests/package/documents/sandbox-server.test.ts",
  "docs/edge.md": "tests/package/documents/edge.test.ts",
  "docs/frameworks.md": "tests/package/documents/frameworks.test.ts",
  "docs/moving.md": "tests/package/documents/moving.test.ts",
  "docs/uploads.md": "tests/package/documents/uploads.test.ts",
};

const blocks = documents.flatMap(codeBlocksOf);
const named = blocks.filter(({ file }) => file !== undefined);
const unnamed = blocks.filter(({ file }) => file === undefined);

/** Blocks as the cases of tests, each named by its place. */
function cases(
  chosen: readonly CodeBlock[],
): readonly (readonly [name: string, block: CodeBlock])[] {
  return chosen.map((block) => [`${block.document}:${block.line} ${block.heading}`, block]);
}

test("every file that a document shows is run by a test of that document", () => {
  for (const { document } of named) {
    const file = testsOfFiles[document];
    expect(file, `${document} shows files, and no test runs them`).toBeDefined();
    expect(readFileSync(file ?? "", "utf8")).toContain(`"${document}"`);
  }
});

/** How the blocks without a name are run; the first that fits. */
const kinds = {
  program: (block: CodeBlock) => runtimesOf(block).length > 0,
  html: ({ language }: CodeBlock) => language === "html",
  page: ({ tag }: CodeBlock) => tag === "page",
  commands: ({ language, tag }: CodeBlock) => language === "sh" && tag !== "clone",
  clone: ({ language, tag }: CodeBlock) => language === "sh" && tag === "clone",
  wrong: ({ tag }: CodeBlock) => tag === "fails",
  data: ({ language }: CodeBlock) => ["json", "yaml"].includes(language),
} as const;

const kindOf = (block: CodeBlock) =>
  Object.entries(kinds).find(([, fits]) => fits(block))?.[0] ?? "none";
const ofKind = (kind: keyof typeof kinds) =>
  cases(unnamed.filter((block) => kindOf(block) === kind));

test("there is a way to run every block", () => {
  const lost = unnamed.filter((block) => kindOf(block) === "none");
  expect(cases(lost).map(([name]) => name)).toEqual([]);
});

const programs = ofKind("program").flatMap(([name, block]) =>
  runtimesOf(block).map((runtime) => [name, runtime, block] as const),
);

test.each(programs)("the program %s ends well in %s", async (_, runtime, block) => {
  const requests = await runProgram(block, runtime);
  // Nothing that the sandbox does not know, and nothing without a token.
  expect(requests.filter(({ status }) => status === 501 || status === 401)).toEqual([]);
});

test("programs in TypeScript have no type error", async () => {
  const chosen = unnamed.filter(
    ({ language, tag }) => language === "ts" && (tag === "" || tag === "page"),
  );
  const files = chosen.map(({ document, line, code }) => {
    const name = `${document.replaceAll("/", "-")}-${line}.ts`;
    return [name, `export {};\n${code}`] as const;
  });
  const tsconfig = {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      allowJs: true,
      target: "es2022",
      module: "nodenext",
      skipLibCheck: true,
      types: ["node"],
      typeRoots: [resolve("node_modules/@types")],
    },
    files: ["stage.d.ts", ...files.map(([name]) => name)],
  };
  const cwd = createApp({
    "package.json": '{"private":true,"type":"module"}',
    "tsconfig.json": JSON.stringify(tsconfig),
    "stage.d.ts": stageTypes,
    "store.js": store,
    ...Object.fromEntries(files),
  });
  await expect(run(resolve("node_modules/.bin/tsc"), [], { cwd })).resolves.toBeDefined();
});

describe("in a page", { concurrent: false }, () => {
  let browser: OpenedBrowser;
  beforeAll(() => void (browser = createBrowser("chromium")));
  afterAll(async () => browser.close());

  test.each(ofKind("html"))("%s shows a token", async (_, block) => {
    const token = expect.stringMatching(jwt) as string;
    expect(await runInPage(block, browser)).toEqual({ shown: [token], errors: [] });
  });

  test.each(ofKind("page"))("%s ends well", async (_, block) => {
    expect(await runInPage(block, browser)).toMatchObject({ errors: [] });
  });

  test("what a block throws after it has printed is told", async () => {
    const block = unnamed.find(({ tag }) => tag === "page");
    if (!block) throw new Error("no document has a block for pages");
    const code = 'console.log("FAKE"); await Promise.reject(new Error("FAKE"));';
    expect(await runInPage({ ...block, code }, browser)).toEqual({
      shown: ["FAKE"],
      errors: [expect.stringContaining("Error: FAKE")],
    });
  });
});

test.each(ofKind("commands"))("the commands %s end well", async (_, block) => {
  await expect(runCommands(block)).resolves.toBeUndefined();
});

/** What runs the commands that are for a clone, and what is found there. */
const clones: Readonly<Record<string, readonly [file: string, what: string]>> = {
  "npm ci && npm test": [".ci/run", "npm ci && npm test"],
  "npm ci && npm run test:node": ["package.json", '"test:node": "node scripts/test.ts node"'],
  "npm ci && npm start": ["tests/scripts/start.test.ts", "scripts/start.ts"],
};

test.each(ofKind("clone"))("%s is for a clone, and run elsewhere", (_, { code }) => {
  const [file = "", what = ""] = clones[code.trim()] ?? [];
  expect(file).not.toBe("");
  expect(readFileSync(file, "utf8")).toContain(what);
});

test.each(documents)("the commands that %s names are there", (document) => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
  const commands = readFileSync(document, "utf8").matchAll(/\bnpm run ([\w:]+)/g);
  for (const [, name = ""] of commands) expect(scripts).toHaveProperty([name]);
});

test.each(documents)("the links of %s lead somewhere", (document) => {
  const text = readFileSync(document, "utf8");
  const links = text.matchAll(/\]\((?!https?:)([^)\s]+)\)|(?:src|srcset)="(?!https?:)([^"]+)"/g);
  const missing = Array.from(links, ([, link, source]) => link ?? source ?? "").filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? document : join(dirname(document), path);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
  expect(missing).toEqual([]);
});

test.each(ofKind("wrong"))("%s can be parsed, if not run", async (_, { code }) => {
  await expect(transform(code, { loader: "ts" })).resolves.toBeDefined();
});

test.each(ofKind("data"))("%s can be read", (_, { language, code }) => {
  const read = () => (language === "json" ? JSON.parse(code) : parseYaml(code)) as unknown;
  expect(read).not.toThrow();
});
