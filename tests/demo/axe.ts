import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "./browsers/page.ts";

/** What axe did, for people who want to know. */
const report = ".reports/axe.json";
const runs: object[] = [];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Findings {
  readonly violations: readonly string[];
  /** Whether axe looked at the page: a good many of its rules found something to pass. */
  readonly looked: boolean;
}

/** No finding, by a run that looked. */
export const nothing: Findings = { violations: [], looked: true };

/** Axe's findings on the page as it is. */
export async function findings(page: Page, view: object): Promise<Findings> {
  await page.evaluate(`void (() => { if (!globalThis.axe) { ${axe} } })()`);
  const { violations, passes } = await page.evaluate<Pick<AxeResults, "violations" | "passes">>(
    // Without a copy of the style sheets, which but one rule needs: that against a locked orientation.
    `axe.run({ preload: false }).then(({ violations, passes }) => JSON.parse(JSON.stringify({ violations, passes })))`,
  );
  runs.push({
    browser: page.browser,
    ...view,
    rules: violations.length + passes.length,
    elements: [...violations, ...passes].flatMap(({ nodes }) => nodes).length,
    findings: violations.flatMap(({ nodes }) => nodes).length,
  });
  await mkdir(".reports", { recursive: true });
  await writeFile(report, JSON.stringify(runs, undefined, 2));
  return {
    violations: violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`,
    ),
    looked: passes.length > 20,
  };
}
