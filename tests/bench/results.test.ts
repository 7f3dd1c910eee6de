// What is said of the speed is what a run of the bench found.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chartOf } from "../../bench/report/chart.ts";
import { withClaims } from "../../bench/report/claims.ts";
import { fromMarkdown } from "../../bench/report/from-markdown.ts";
import { figureAt } from "../../bench/report/report.ts";
import { summaryOf } from "../../bench/report/targets.ts";

const results = readFileSync("bench/RESULTS.md", "utf8");
const readme = readFileSync("README.md", "utf8");
const report = fromMarkdown(results);

/** Without what the formatter aligns. */
const words = (text: string) => text.replaceAll(/[\s-]+/g, " ");

test("the README's figures are those of the results", () => {
  expect(words(readme)).toBe(words(withClaims(readme, report)));
});

test("the chart shows those of the results", () => {
  expect(readFileSync("bench/results.svg", "utf8")).toBe(chartOf(report));
});

test("the results' own summary is of the same run", () => {
  const summary = report.find(({ title }) => title === "What was to be reached");
  expect(summary?.rows).toEqual(summaryOf(report).rows);
});

test("the results name the versions that the bench pins", () => {
  const { dependencies } = JSON.parse(readFileSync("bench/package.json", "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const compared = report.find(({ title }) => title === "What it was compared with");
  expect(Object.fromEntries(compared?.rows ?? [])).toEqual(dependencies);
});

describe("a figure", () => {
  const section = {
    title: "Speed",
    explanation: "",
    columns: ["who", "ms"],
    rows: [["we", "5 ms"]],
  };

  test("is found by its row and column", () => {
    expect(figureAt([section], { title: "Speed", row: ["we"], column: "ms" })).toBe(5);
  });

  test.each([
    { title: "Size", row: ["we"], column: "ms" },
    { title: "Speed", row: ["they"], column: "ms" },
    { title: "Speed", row: ["we"], column: "s" },
    { title: "Speed", row: ["we"], column: "who" },
  ])("that is missing is told: %j", (place) => {
    expect(() => figureAt([section], place)).toThrow("There is no figure for");
  });
});

test("a README without a place for figures is told", () => {
  expect(() => withClaims("# A README", report)).toThrow("no place for figures");
});
