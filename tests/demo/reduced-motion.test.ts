import { describe, expect, test } from "vitest";
import { openFirefox } from "./browsers/puppeteer.ts";
import { inBrowser } from "./in-browsers.ts";

/** What may move: the names of animations, and the times of transitions. */
const movements = `[...document.querySelectorAll("*")].flatMap((element) =>
  [null, "::before", "::after"].flatMap((pseudo) => {
    const { animationName, transitionDuration } = getComputedStyle(element, pseudo);
    return [animationName, transitionDuration].filter((value) => !/^(none|0s)$/.test(value));
  })
).length`;

describe.each([
  ["who wants nothing to move sees nothing move", 1, "reduce"],
  ["who has no such wish sees what moves", 0, "no-preference"],
])("%s", (_, preference, wish) => {
  const open = async () => openFirefox({ "ui.prefersReducedMotion": preference });

  inBrowser(open, (visit) => {
    test("on the whole page", async () => {
      const { page, server } = visit;
      await page.goto(server.url);
      const query = `matchMedia("(prefers-reduced-motion: ${wish})").matches`;
      expect(await page.evaluate(query)).toBe(true);
      expect((await page.evaluate<number>(movements)) === 0).toBe(wish === "reduce");
    });
  });
});
