// What is said of other libraries is what a run of them found.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FeaturesData } from "../../bench/features/data.ts";
import { withFeatures } from "../../bench/features/document.ts";
import type { Finding } from "../../bench/features/finding.ts";
import { readmeTable } from "../../bench/features/readme-table.ts";
import { withPart } from "../../bench/report/with-part.ts";
import { sirvPhp, sirvTypeScript } from "../../bench/features/sirv-clients.ts";
import { isAtMost } from "./versions.ts";

const document = readFileSync("docs/comparison.md", "utf8");
const data = readJson("bench/features/data.json") as FeaturesData;
const { columns, rows } = data;

/** Without what the formatter aligns. */
const words = (text: string) => text.replaceAll(/\s+|-{3,}/g, " ").replaceAll(/ +/g, " ");

const findingAt = (title: string, name: string): Finding => {
  const row = rows.find((each) => each.title === title);
  const finding = row?.findings[columns.findIndex((column) => column.name === name)];
  if (!finding) throw new Error(`There is nothing for ${title}, ${name}.`);
  return finding;
};

test("the document's tables are those of the data", () => {
  expect(words(document)).toBe(words(withFeatures(document, data)));
});

test("every cell says what was seen, or why nothing was", () => {
  expect(rows.length).toBeGreaterThanOrEqual(12);
  for (const { findings } of rows) {
    expect(findings).toHaveLength(columns.length);
    for (const { seen } of findings) expect(seen).not.toBe("");
  }
});

test("what was run is no newer than this version, and those that the bench pins", () => {
  const { version } = readJson("package.json") as { readonly version: string };
  const { dependencies } = readJson("bench/package.json") as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const run = columns.filter(({ isRead }) => !isRead);
  expect(run.length).toBeGreaterThanOrEqual(7);
  const { "sirv-token": measured = "", ...others } = Object.fromEntries(
    run.map((column) => [column.name, column.version]),
  );
  expect(isAtMost(measured, version)).toBe(true);
  expect(dependencies).toMatchObject(others);
});

test.each([sirvTypeScript, sirvPhp])("$name is in the data as it was read", (client) => {
  const index = columns.findIndex(({ name }) => name === client.name);
  expect(columns[index]).toEqual({ name: client.name, version: client.version, isRead: true });
  expect(rows.map(({ findings }) => findings[index])).toEqual(Object.values(client.findings));
});

test("the README's table is that of the data", () => {
  const readme = readFileSync("README.md", "utf8");
  expect(words(readme)).toBe(words(withPart(readme, "comparison", readmeTable(data))));
  expect(readme).toMatch(/\| asks Sirv for a token +\| yes +\| no /);
});

describe("the document's words hold:", () => {
  const kilobytes = (name: string) => Number.parseFloat(findingAt("kB in a bundle", name).seen);

  test("oauth4webapi and openid-client ask any server, refuse plain HTTP, and are smaller", () => {
    for (const name of ["oauth4webapi", "openid-client"]) {
      expect(findingAt("asks any other OAuth server", name).verdict).toBe("yes");
      expect(findingAt("checks ID tokens (OpenID Connect)", name).verdict).toBe("yes");
      const http = findingAt("sends no secret over plain HTTP, unless it is told to", name);
      expect(http.verdict).toBe("yes");
      expect(kilobytes(name)).toBeLessThan(kilobytes("sirv-token"));
    }
  });

  test("@badgateway/oauth2-client has a fifth of the bytes, and no dependencies", () => {
    const name = "@badgateway/oauth2-client";
    expect(kilobytes(name) / kilobytes("sirv-token")).toBeCloseTo(0.2, 1);
    expect(findingAt("packages that come along", name).seen).toBe("0");
    const recovery = findingAt("calls again with another token after a 401 of the API", name);
    expect(recovery.verdict).toBe("yes");
  });

  test("Azure's callers wait for a shorter time at a token's end", () => {
    const title = "refreshes ahead of the end while callers go on with the old token";
    expect(findingAt(title, "@azure/core-rest-pipeline").seen).toMatch(/nobody waits$/);
    expect(findingAt(title, "sirv-token").seen).toMatch(/callers wait 10 s before the end/);
  });

  test("no OAuth client gets a token from Sirv as it is", () => {
    const verdicts = columns
      .filter(({ isRead }) => !isRead)
      .map(({ name }) => ({ name, verdict: findingAt("asks Sirv for a token", name).verdict }));
    expect(verdicts.filter(({ verdict }) => verdict === "yes")).toEqual([
      { name: "sirv-token", verdict: "yes" },
    ]);
  });
});

test("a document without a place for a table is told", () => {
  expect(() => withPart("# A document", "features", "")).toThrow("no place for features");
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
