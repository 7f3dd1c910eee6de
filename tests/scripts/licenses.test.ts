import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { bundledPackages, noticeOf } from "../../scripts/licenses.ts";

const root = mkdtempSync(join(tmpdir(), "licenses-"));
afterAll(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

test("the packages are those that the maps name, each once", () => {
  const sources = [
    "../../lib/index.ts",
    "../../node_modules/b/index.js",
    "../../node_modules/b/more.js",
    "../../node_modules/b/node_modules/c/index.js",
    "../../node_modules/@scope/a/dist/index.js",
  ];
  const maps = ["dist/one/a.map", "dist/two/b.map"].map((path) =>
    write(path, JSON.stringify({ sources })),
  );
  expect(bundledPackages(maps)).toEqual(
    ["@scope/a", "b", "b/node_modules/c"].map((name) => join(root, "node_modules", name)),
  );
});

test.each(["LICENSE", "license.md", "LICENCE.txt"])("a notice has the text of %s", (file) => {
  const folder = dirname(
    write(`with-${file}/package.json`, '{"name":"@scope/a","version":"1.2.3"}'),
  );
  write(`with-${file}/${file}`, "MIT License\n\nCopyright (c) Somebody\n\n");
  expect(noticeOf(folder)).toBe("@scope/a 1.2.3\n\nMIT License\n\nCopyright (c) Somebody\n");
});

test("a package without a licence file is told", () => {
  const folder = dirname(write("without/package.json", '{"name":"b","version":"1.0.0"}'));
  write("without/licenses.js", "");
  expect(() => noticeOf(folder)).toThrow("b 1.0.0 is bundled into dist, and has no licence file");
});
