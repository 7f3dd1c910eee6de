import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import * as main from "../../lib/index.ts";

const installed = (path: string) => join(inject("packed").folder, path);
const read = (path: string) => readFileSync(installed(path), "utf8");

/** What a file imports, as its text says. */
const imports = (path: string) =>
  [...read(path).matchAll(/^(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"/gms)].map(
    ([, name]) => name,
  );

const bundles = [
  "index",
  "broker",
  "sandbox",
  "shared",
  "cli",
  "cdn/sirv-token",
  "cdn/sirv-token.global",
];

test("the tarball has the build, the source that its maps point to, and nothing else", () => {
  const sources = globSync("lib/**/*.ts");
  const declarations = sources
    .filter((path) => !path.startsWith("lib/cli/"))
    .map((path) => path.replace(/^lib\/(.*)\.ts$/, "dist/$1.d.ts"));
  expect(new Set(inject("packed").files)).toEqual(
    new Set([
      "LICENSE",
      "README.md",
      "package.json",
      "dist/cdn/integrity.json",
      "dist/licenses.txt",
      ...bundles.flatMap((name) => [`dist/${name}.js`, `dist/${name}.js.map`]),
      ...declarations,
      ...sources,
    ]),
  );
});

test("the licences are those of every package that is bundled", () => {
  const sources = bundles.flatMap(
    (name) => (JSON.parse(read(`dist/${name}.js.map`)) as { sources: string[] }).sources,
  );
  const bundled = sources.flatMap((path) => {
    const [, name = ""] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
    return name || [];
  });
  expect(bundled).toContain("ky");
  const notices = read("dist/licenses.txt").split(/^-{80}$/m);
  const named = notices.slice(1).map((notice) => {
    expect(notice).toMatch(/^Copyright (?:©|\(c\)) /m);
    return /^\n\n(\S+) \d+\.\d+\.\d+\n\n/.exec(notice)?.[1];
  });
  expect(new Set(named)).toEqual(new Set(bundled));
});

test("the command can be executed", () => {
  expect(statSync(installed("dist/cli.js")).mode & 0o111).toBe(0o111);
});

test("the main entry imports ky and valibot, and nothing else", () => {
  expect(new Set(imports("dist/index.js"))).toEqual(new Set(["ky", "valibot"]));
});

test("the sandbox imports the main entry and what it needs, and nothing else", () => {
  expect(new Set(imports("dist/sandbox.js"))).toEqual(new Set(["./index.js", "valibot"]));
});

test.each(["broker", "shared"])("the %s imports the main entry, and nothing else", (name) => {
  expect(new Set(imports(`dist/${name}.js`))).toEqual(new Set(["./index.js"]));
});

test("the CDN's files import nothing", () => {
  expect(imports("dist/cdn/sirv-token.js")).toEqual([]);
  expect(imports("dist/cdn/sirv-token.global.js")).toEqual([]);
});

test("the CDN's module has the main entry and what a page needs of a broker", async () => {
  const module = (await import(installed("dist/cdn/sirv-token.js"))) as object;
  expect(new Set(Object.keys(module))).toEqual(new Set([...Object.keys(main), "brokeredToken"]));
});

test.each(bundles)("the map of %s.js has its sources", (name) => {
  expect(read(`dist/${name}.js`)).toMatch(/\n\/\/# sourceMappingURL=[\w.-]+\.map\s*$/);
  const { sources } = JSON.parse(read(`dist/${name}.js.map`)) as { sources: string[] };
  expect(sources.some((path) => /\/lib\/[\w./-]+\.ts$/.test(path))).toBe(true);
});
