import { beforeAll, expect, test } from "vitest";
import { inBrowsers } from "./in-browsers.ts";
import { showEverything } from "./show-everything.ts";

/** An expression for the elements that take room on the page. */
const shown = (selector: string) =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((each) => each.getClientRects().length > 0)`;

inBrowsers((visit) => {
  let buttons = 0;

  beforeAll(async () => {
    const { page, server } = visit;
    await page.resize(1280, 900);
    await page.goto(server.url);
    await showEverything(visit);
    // A token of its whole length, and a code that a line can't hold.
    await page.click("#reveal");
    buttons = await page.evaluate<number>(`${shown(".skip, button")}.length`);
    await page.showAsPrinted();
  });

  test("what nobody can press is not on paper", async () => {
    const selector = ".skip, nav a, button, #announcement";
    expect(buttons).toBeGreaterThan(20);
    expect(
      await visit.page.evaluate(`${shown(selector)}.map(({ outerHTML }) => outerHTML)`),
    ).toEqual([]);
  });

  test("bars, marks and keys keep their colours", async () => {
    const colours = await visit.page.evaluate<[string, string][]>(`[
      ...document.querySelectorAll(".bar, .mark, .key"),
    ].map((each) => {
      const style = getComputedStyle(each, each.matches(".key") ? "::before" : null);
      return [each.className, style.printColorAdjust ?? style.webkitPrintColorAdjust];
    })`);
    expect(colours.length).toBeGreaterThan(9);
    expect(colours.filter(([, adjust]) => adjust !== "exact")).toEqual([]);
  });

  test("nothing is cut off where paper can't be scrolled", async () => {
    const cut = await visit.page.evaluate<string[]>(`[...document.querySelectorAll("main *")]
      .filter((each) => {
        const { overflowX, overflowY, maxHeight } = getComputedStyle(each);
        // What is said but not shown is one pixel large.
        if (each.matches("input, .unseen, legend") || each.getClientRects().length === 0) return false;
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = each;
        return (
          (overflowX !== "visible" && scrollWidth > clientWidth + 1) ||
          // What is not hidden there would lie over what comes below.
          ((overflowY !== "visible" || maxHeight !== "none") && scrollHeight > clientHeight + 1)
        );
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 200))`);
    expect(cut).toEqual([]);
  });

  test("no line goes beyond its card", async () => {
    const beyond = await visit.page.evaluate<string[]>(`${shown(".card pre, .card p, .card dd")}
      .filter((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        return range.getBoundingClientRect().right > each.closest(".card").getBoundingClientRect().right;
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 200))`);
    expect(beyond).toEqual([]);
  });
});
