// How the page looks, at three widths in both colour schemes: for axe, and for people to look at.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";

const folder = ".reports/screenshots";
/** What axe did, for people who want to know. */
const report = ".reports/axe.json";
const runs: object[] = [];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const views = [390, 820, 1440].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

type View = (typeof views)[number];

inBrowsers((visit) => {
  const { until } = visit;

  beforeAll(async () => {
    const { page, server } = visit;
    await mkdir(folder, { recursive: true });
    await page.resize(1440, 900);
    await page.goto(server.url);
  });

  afterAll(async () => writeFile(report, JSON.stringify(runs, undefined, 2)));

  /** Axe's findings, and how many of its rules were applied. */
  async function findings(view: View): Promise<{ violations: string[]; passes: number }> {
    await visit.page.evaluate(`void (() => { if (!globalThis.axe) { ${axe} } })()`);
    const { violations, passes } = await visit.page.evaluate<
      Pick<AxeResults, "violations" | "passes">
    >(
      `axe.run().then(({ violations, passes }) => JSON.parse(JSON.stringify({ violations, passes })))`,
    );
    runs.push({
      browser: visit.page.browser,
      ...view,
      rules: violations.length + passes.length,
      elements: [...violations, ...passes].flatMap(({ nodes }) => nodes).length,
      findings: violations.flatMap(({ nodes }) => nodes).length,
    });
    return {
      violations: violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`,
      ),
      passes: passes.length,
    };
  }

  async function show({ width, scheme }: View): Promise<void> {
    await visit.page.resize(width, 900);
    await visit.page.evaluate(`void (document.documentElement.style.colorScheme = "${scheme}")`);
  }

  const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  describe.each(views)("at $width pixels, $scheme", (view) => {
    test("before anything is sent", async () => {
      await show(view);
      const { violations, passes } = await findings(view);
      expect(violations).toEqual([]);
      expect(passes).toBeGreaterThan(20);
    });
  });

  test("from 360 to 1920 pixels nothing has to be scrolled sideways", async () => {
    const { page, server } = visit;
    // In a frame, which is as narrow as one likes; WebKit's windows are not.
    await page.goto(`${server.url}nothing-here`);
    await page.evaluate(`void (() => {
      const frame = document.createElement("iframe");
      frame.src = ${JSON.stringify(server.url)};
      frame.addEventListener("load", () => (frame.dataset.state = "loaded"));
      document.body.append(frame);
    })()`);
    await until(`${stateOf("iframe")} === "loaded"`);
    for (const width of [360, 390, 480, 600, 768, 820, 1024, 1280, 1440, 1920]) {
      const [inner, sideways] = await page.evaluate<[number, number]>(`(() => {
        const frame = document.querySelector("iframe");
        frame.style.cssText = "border: 0; height: 800px; width: ${width}px";
        const { clientWidth, scrollWidth } = frame.contentDocument.documentElement;
        return [frame.contentWindow.innerWidth, scrollWidth - clientWidth];
      })()`);
      expect([inner, sideways]).toEqual([width, 0]);
    }
  });

  describe("with everything shown", () => {
    beforeAll(async () => {
      const { page, server } = visit;
      await page.resize(1440, 900);
      await page.goto(server.url);
      await page.click("[value=sirv]");
      await page.click("[value=sandbox]");
      await page.click("#credentials button[type=submit]");
      await until(`${stateOf("#call")} === "done"`);
      await page.click("#run-both");
      await until('document.querySelector("#compare-note").textContent !== ""');
      await page.click("[data-failure=offline]");
      await until(`${stateOf("#failure-result")} === "failed"`);
      await page.click("[data-action=crowd]");
      await until('document.querySelector("#provider-note").textContent.startsWith("100")');
    });

    test.each(views)("at $width pixels, $scheme", async (view) => {
      const { page } = visit;
      await show(view);
      await page.evaluate("void (document.activeElement.blur(), scrollTo(0, 0))");
      const { violations, passes } = await findings(view);
      expect(violations).toEqual([]);
      expect(passes).toBeGreaterThan(20);
      expect(await page.evaluate(overflow)).toBe(0);
      const name = `${page.browser.toLowerCase()}-${view.width}-${view.scheme}`;
      await page.screenshot(`${folder}/${name}.png`);
    });
  });

  test("nothing moves by itself, by the measure of the browsers that have one", async () => {
    const { page, server } = visit;
    await page.resize(1440, 900);
    await page.goto(server.url);
    await page.click("#credentials button[type=submit]");
    await until(`${stateOf("#call")} === "done"`);
    const shift = await page.evaluate<number>(`new Promise((resolve) => {
      if (!PerformanceObserver.supportedEntryTypes.includes("layout-shift")) resolve(0);
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) sum += hadRecentInput ? 0 : value;
      }).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve(sum), 200);
    })`);
    expect(shift).toBeLessThan(0.02);
  });
});
