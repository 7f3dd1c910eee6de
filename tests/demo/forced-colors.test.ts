// The page in colours that the visitor's system forces on it: few, and no backgrounds but its own.
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { serve, type Served } from "../../lib/cli/serve.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { findings, nothing } from "./axe.ts";
import { openChromium, openFirefox } from "./browsers/puppeteer.ts";
import { openWebKit } from "./browsers/webkit.ts";
import { inBrowser, stateOf } from "./in-browsers.ts";
import { inkOf } from "./ink.ts";
import { paste } from "./paste.ts";
import { showEverything } from "./show-everything.ts";

const forced = 'matchMedia("(forced-colors: active)").matches';

/** Browsers that can force colours, told to. */
const forcing = {
  Chromium: async () => openChromium({ "forced-colors": "active" }),
  Firefox: async () =>
    openFirefox({ "browser.display.document_color_use": 2, "ui.useAccessibilityTheme": 1 }),
};

/** An expression for the colours of elements' edges that the system has not: those that are no shade of grey. */
const coloured = (selector: string) =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})]
    .map((each) => getComputedStyle(each).borderTopColor)
    .filter((colour) => new Set(colour.match(/[\\d.]+/g).slice(0, 3)).size > 1)`;

/** An expression for the system's colours that the ring is drawn with. */
const strokes = `(() => {
  const probe = document.createElement("i");
  document.body.append(probe);
  const named = (name) => {
    probe.style.cssText = "forced-color-adjust: none; color: " + name;
    return getComputedStyle(probe).color;
  };
  const nameOf = (selector) => {
    const { stroke } = getComputedStyle(document.querySelector("#token .ring " + selector));
    return ["CanvasText", "Highlight"].find((name) => named(name) === stroke) ?? stroke;
  };
  const names = { ring: nameOf("circle"), progress: nameOf(".progress") };
  probe.remove();
  return names;
})()`;

/** A sandbox that is slow, and down at first: its bars are wide, and one is of each kind. */
async function serveSlowly(): Promise<Served> {
  const sandbox = createSandbox();
  sandbox.fail({ type: "status", status: 503 });
  return serve(async (request) => {
    await sleep(200);
    const response = await sandbox.fetch(request);
    response.headers.set("timing-allow-origin", "*");
    return response;
  }, 0);
}

describe.each(Object.entries(forcing))("%s", (_browser, open) => {
  inBrowser(open, (visit) => {
    const ink = async (selector: string) => inkOf(visit.page, selector);

    beforeAll(async () => {
      await visit.page.resize(1280, 900);
      await visit.page.goto(visit.server.url);
    });

    test("colours are forced", async () => {
      expect(await visit.page.evaluate(forced)).toBe(true);
    });

    test("what is chosen stands out: segment, tab, pressed button, switch", async () => {
      const { page } = visit;
      const segment = ".segments label:has(:checked)";
      const otherSegment = ".segments label:not(:has(:checked))";
      expect((await ink(segment)) - (await ink(otherSegment))).toBeGreaterThan(0.4);
      const tab = "[role=tab][aria-selected=true]";
      const otherTab = "[role=tab][aria-selected=false]";
      expect((await ink(tab)) - (await ink(otherTab))).toBeGreaterThan(0.4);
      for (const button of ["#reveal", "[data-action=down]"]) {
        const before = await ink(button);
        await page.click(button);
        expect((await ink(button)) - before).toBeGreaterThan(0.4);
        await page.click(button);
      }
    });

    test("a switch shows its edge and its knob, and which way it is", async () => {
      const { page } = visit;
      const knob =
        'getComputedStyle(document.querySelector("[name=session]"), "::before").translate';
      await page.click("[value=broker]");
      const on = await ink("[name=session]");
      await page.click("[name=session]");
      // It slides.
      await visit.until(`${knob} === "none"`);
      const off = await ink("[name=session]");
      expect(off).toBeGreaterThan(0.1);
      expect(on - off).toBeGreaterThan(0.2);
    });

    test("each kind of bar is seen on its track, and told from the others", async () => {
      const { page, until } = visit;
      const slow = await serveSlowly();
      await page.goto(visit.server.url);
      await page.click("[value=sirv]");
      await paste(page, { endpoint: `${slow.origin}/v2/token`, ...createSandbox().credentials });
      await page.click("#credentials button[type=submit]");
      await until(`${stateOf("#call")} === "done"`);
      await slow.close();
      const track = await ink("#flow-timeline .axis .track");
      for (const each of ["#flow-timeline .bar", "#clock .key"]) {
        const shares: number[] = [];
        for (const kind of ["wait", "preflight", "failed", "request"]) {
          shares.push(await ink(`${each}.${kind}`));
        }
        // In the order of how full they are.
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        const steps = shares.map((share, at) => share - (shares[at - 1] ?? 0));
        // A key's name is most of its ink.
        expect(Math.min(...steps)).toBeGreaterThan(each.endsWith(".bar") ? 0.05 : 0.003);
      }
      expect(track).toBeLessThan(0.2);
      expect(await page.evaluate(coloured("#flow-timeline .bar"))).toEqual([]);
    });

    test("every lane's marks, and the ring, are seen", async () => {
      const { page } = visit;
      const places = ["token", "requests", "callers", "server"].map(
        (lane) => `[data-lane=${lane}]`,
      );
      places.push("#token .ring svg");
      const inkOfEach = async () => {
        const shares: number[] = [];
        for (const place of places) shares.push(await ink(place));
        return shares;
      };
      await page.goto(visit.server.url);
      const empty = await inkOfEach();
      await showEverything(visit);
      await page.click("[data-action=down]");
      // An outage has to last to be seen.
      await visit.until(`document.querySelector(".mark.down").getBoundingClientRect().width > 8`);
      const full = await inkOfEach();
      const more = places.filter((_, at) => full[at]! > empty[at]! * 1.3);
      expect(more).toEqual(places);
      // No colour of the page's own, which may be that of the system's canvas.
      expect(await page.evaluate(strokes)).toEqual({ ring: "CanvasText", progress: "Highlight" });
    });

    test("axe finds nothing", async () => {
      expect(await findings(visit.page, { colours: "forced" })).toEqual(nothing);
    });
  });
});

describe("WebKit", () => {
  inBrowser(openWebKit, (visit) => {
    test("has no forced colours, so there is nothing to look at", async () => {
      await visit.page.goto(visit.server.url);
      expect(await visit.page.evaluate(forced)).toBe(false);
    });
  });
});
