// What is said of the speed is what a run of the bench found.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chartOf } from "../../bench/report/chart.ts";
import { withClaims } from "../../bench/report/claims.ts";
import { fromMarkdown } from "../../bench/report/from-markdown.ts";
import { figureAt } from "../../bench/report/report.ts";
import { summaryOf } from "../../bench/report/summary.ts";
import { isAtMost } from "./versions.ts";

const results = readFileSync("bench/RESULTS.md", "utf8");
const speed = readFileSync("docs/speed.md", "utf8");
const report = fromMarkdown(results);

/** Without what the formatter aligns. */
const words = (text: string) => text.replaceAll(/\s+|-{3,}/g, " ").replaceAll(/ +/g, " ");

test("the figures of docs/speed.md are those of the results", () => {
  expect(words(speed)).toBe(words(withClaims(speed, report)));
});

test("the chart shows those of the results", () => {
  expect(readFileSync("bench/results.svg", "utf8")).toBe(chartOf(report));
});

test("the results' own summary is of the same run", () => {
  const summary = report.find(({ title }) => title === "What was to be reached");
  expect(summary?.rows).toEqual(summaryOf(report).rows);
});

test("the words of docs/speed.md hold", () => {
  const costOf = (name: string) =>
    figureAt(report, { title: "One warm token request", row: [name], column: "CPU × fetch" });
  const sizeOf = (name: string) =>
    figureAt(report, {
      title: "The size in an app's bundle",
      row: [name],
      column: "rolldown: brotli",
    });
  const clients = ["oauth4webapi", "openid-client"];
  for (const client of [...clients, "@badgateway/oauth2-client", "simple-oauth2"]) {
    expect(costOf("sirv-token")).toBeGreaterThan(costOf(client));
  }
  expect(costOf("sirv-token")).toBeLessThan(costOf("ky"));
  for (const client of [...clients, "@badgateway/oauth2-client: OAuth2Client"]) {
    expect(sizeOf("sirv-token: requestToken")).toBeGreaterThan(sizeOf(client));
  }
  expect(sizeOf("sirv-token: requestToken")).toBeLessThan(sizeOf("simple-oauth2"));
});

test("the results name a version no newer than this, and those that the bench pins", () => {
  const { version } = readJson("package.json") as { readonly version: string };
  const { dependencies } = readJson("bench/package.json") as Dependencies;
  const compared = report.find(({ title }) => title === "What it was compared with");
  const { "sirv-token": measured = "", ...others } = Object.fromEntries(
    compared?.rows.map(([name = "", cell = ""]) => [name, cell]) ?? [],
  );
  expect(isAtMost(measured, version)).toBe(true);
  expect(others).toEqual(dependencies);
});

test("ky and valibot are those that the library is built with", () => {
  const { dependencies } = readJson("bench/package.json") as Dependencies;
  for (const name of ["ky", "valibot"]) {
    const { version } = readJson(`node_modules/${name}/package.json`) as {
      readonly version: string;
    };
    expect(dependencies[name]).toBe(version);
  }
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
    expect(() => figureAt([section], place)).toThrow(/^There is (nothing|no figure) at S/);
  });
});

test("a document without a place for figures is told", () => {
  expect(() => withClaims("# A document", report)).toThrow("no place for bench");
});

interface Dependencies {
  readonly dependencies: Readonly<Record<string, string>>;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
