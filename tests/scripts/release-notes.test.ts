import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { notesOf, versionOf } from "../../scripts/release-notes.ts";

const changelog = `# Changelog

## Unreleased

- Add something.

## 1.2.0

- Mend something.

## 1.1.0
`;

test("a version's notes are what stands below it", () => {
  expect(notesOf(changelog, "1.2.0")).toBe("- Mend something.\n");
});

test.each(["1.1.0", "1.2", "1.3.0"])("a version of which nothing is told: %s", (version) => {
  expect(() => notesOf(changelog, version)).toThrow(`tells nothing of ${version}.`);
});

test("a tag is the version's", () => {
  expect(versionOf("v1.2.0", { version: "1.2.0" })).toBe("1.2.0");
  expect(() => versionOf("v1.3.0", { version: "1.2.0" })).toThrow("is not of version 1.2.0");
});

test("a prerelease is refused, the package's too", () => {
  const version = "1.2.0-rc.1";
  expect(() => versionOf(`v${version}`, { version })).toThrow("v1.2.0-rc.1 is of a prerelease");
});

test("the changelog tells of this version", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(notesOf(readFileSync("CHANGELOG.md", "utf8"), version)).toContain("- ");
});

test("JSR gets the version that npm gets", () => {
  const [npm, jsr] = ["package.json", "jsr.json"].map(
    (file) => (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version,
  );
  expect(jsr).toBe(npm);
});
