// The threat model names the tests that hold its promises: a promise is as good as they are.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { testTitlesIn } from "./support/test-titles.ts";

const [, promised = ""] =
  /^## What is promised\n(.*?)^## /ms.exec(readFileSync("SECURITY.md", "utf8")) ?? [];

/** Each promise, by its first line, and the lines that name its tests. */
const promises = promised
  .split(/^- /m)
  .slice(1)
  .map((text) => text.split("\n"))
  .map(
    ([first = "", ...lines]) => [first, lines.filter((line) => line.startsWith("  -"))] as const,
  );

test("there are promises", () => {
  expect(promises.length).toBeGreaterThan(20);
});

describe.each(promises)("%s", (_, lines) => {
  test("is held by tests that there are", () => {
    expect(lines).not.toEqual([]);
    for (const line of lines) {
      const naming = /^ {2}- `(tests\/\S+\.test\.ts)`: `([^`]+)`$/;
      expect(line).toMatch(naming);
      const [, file = "", title] = naming.exec(line) ?? [];
      expect(testTitlesIn(file)).toContain(title);
    }
  });
});
