// How the page looks, at four widths in both colour schemes: for axe, and for people to look at.
import { mkdir } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { findings, nothing } from "./axe.ts";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { showEverything } from "./show-everything.ts";

const folder = ".reports/screenshots";

const views = [320, 390, 820, 1440].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

type View = (typeof views)[number];

inBrowsers((visit) => {
  const { until } = visit;

  async function show({ width, scheme }: View): Promise<void> {
    await visit.page.resize(width, 900);
    expect(await visit.page.evaluate("innerWidth")).toBe(width);
    await visit.page.evaluate(`void (document.documentElement.style.colorScheme = "${scheme}")`);
    // What watches its own size is told with the next picture.
    await visit.page.evaluate(
      "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))",
    );
  }

  /** The widths at which the page is wider than its window. */
  async function sideways(): Promise<number[]> {
    const wide: number[] = [];
    for (const width of [320, 360, 390, 480, 600, 768, 820, 992, 1024, 1280, 1440, 1920]) {
      await visit.page.resize(width, 800);
      const [inner, over] = await visit.page.evaluate<[number, number]>(`(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        return [innerWidth, scrollWidth - clientWidth];
      })()`);
      expect(inner).toBe(width);
      if (over > 0) wide.push(width);
    }
    return wide;
  }

  describe("before anything is sent", () => {
    beforeAll(async () => {
      const { page, server } = visit;
      await mkdir(folder, { recursive: true });
      await page.gotoAt(server.url, { width: 1440, height: 900 });
    });

    test.each(views)("at $width pixels, $scheme", async (view) => {
      await show(view);
      expect(await findings(visit.page, view)).toEqual(nothing);
    });

    test("from 320 to 1920 pixels nothing has to be scrolled sideways", async () => {
      expect(await sideways()).toEqual([]);
    });
  });

  describe("with everything shown", () => {
    beforeAll(async () => {
      const { page, server } = visit;
      await page.gotoAt(server.url, { width: 1440, height: 900 });
      await showEverything(visit);
    });

    test.each(views)("at $width pixels, $scheme", async (view) => {
      const { page } = visit;
      await show(view);
      await page.evaluate("void (document.activeElement.blur(), scrollTo(0, 0))");
      expect(await findings(visit.page, view)).toEqual(nothing);
      const name = `${page.browser.toLowerCase()}-${view.width}-${view.scheme}`;
      await page.screenshot(`${folder}/${name}.png`);
    });

    test("from 320 to 1920 pixels nothing has to be scrolled sideways", async () => {
      expect(await sideways()).toEqual([]);
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
