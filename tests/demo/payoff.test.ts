// What the visitor came for is in view, on a desk and on a telephone, without any scrolling.
import { beforeEach, describe, expect, test } from "vitest";
import { createRemoteSandbox, fake } from "../support/control.ts";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { paste } from "./paste.ts";

const submit = "#credentials button[type=submit]";
/** What stands there after the press. */
const payoff = ["#token .ring", "#token .token-text", "#token .copy"];

const sizes = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

/** An expression for those of the elements that are not wholly in view, and what covers them. */
const unseen = (
  selectors: readonly string[],
) => `${JSON.stringify(selectors)}.flatMap((selector) => {
  const element = document.querySelector(selector);
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const corners = [left + 4, right - 4].flatMap((x) => [top + 4, bottom - 4].map((y) => [x, y]));
  return corners.flatMap(([x, y]) => {
    const found = document.elementFromPoint(x, y);
    // A ring's corner is its card's.
    const isIn = found && (element.contains(found) || found.contains(element));
    return isIn ? [] : [selector + " at " + [x, y] + " is " + (found?.outerHTML.slice(0, 60) ?? "outside")];
  });
})`;

inBrowsers((visit) => {
  const { until } = visit;
  const box = async (selector: string) =>
    visit.page.evaluate<{ top: number; bottom: number; height: number }>(
      `document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().toJSON()`,
    );

  /** What is still not in view once the page has scrolled by itself, as smoothly as it may. */
  async function unseenInTheEnd(selectors: readonly string[]): Promise<string[]> {
    await until(`${unseen(selectors)}.length === 0`, 10_000).catch(() => undefined);
    return visit.page.evaluate(unseen(selectors));
  }

  /** A press that scrolls nothing, as a driver's own would. */
  async function press(): Promise<void> {
    await visit.page.evaluate(`document.querySelector(${JSON.stringify(submit)}).click()`);
    await until(`${stateOf("#call")} === "done"`);
  }

  describe.each(sizes)("at $width × $height", (size) => {
    beforeEach(async () => visit.page.gotoAt(visit.server.url, size));

    test("the first screen says what this is, and how to get it", async () => {
      const { page } = visit;
      expect(await page.evaluate("[innerWidth, innerHeight, scrollY]")).toEqual([
        size.width,
        size.height,
        0,
      ]);
      const links = [".links a:first-child", ".links a:last-child"];
      const first = [".lead p", "#install", "#copy-install", ...links, submit];
      expect(await page.evaluate(unseen(first))).toEqual([]);
      expect(await visit.text(".lead p")).toMatch(
        /^sirv-token is a TypeScript library for browsers and servers\./,
      );
      expect(await visit.text("#install")).toBe("npm install sirv-token");
      expect(
        await page.evaluate("[...document.querySelectorAll('.links a')].map(({ href }) => href)"),
      ).toEqual([
        "https://www.npmjs.com/package/sirv-token",
        "https://apidocs.sirv.com/#get-api-access-token",
      ]);
    });

    test("after one press, ring, token and Copy stand there, and nothing has moved", async () => {
      await press();
      expect(await visit.page.evaluate("scrollY")).toBe(0);
      expect(await visit.page.evaluate(unseen(payoff))).toEqual([]);
    });

    test("so they do for a server of one's own, with a secret of one's own", async () => {
      const { page } = visit;
      const sandbox = await createRemoteSandbox({ clients: [fake] });
      await page.click("[value=sirv]");
      await paste(page, { endpoint: sandbox.endpoint, ...fake });
      expect(await page.evaluate('document.querySelector("#secret-warning").hidden')).toBe(false);
      // Where the visitor is who has just typed the secret, and the button.
      await page.evaluate(`void document.querySelector(${JSON.stringify(submit)})
        .scrollIntoView({ block: "nearest", behavior: "instant" })`);
      await press();
      expect(await unseenInTheEnd(payoff)).toEqual([]);
    });

    test("why there is none stands there too", async () => {
      const { page } = visit;
      const sandbox = await createRemoteSandbox({ clients: [fake] });
      await page.click("[value=sirv]");
      await paste(page, { endpoint: sandbox.endpoint, ...fake, clientSecret: "FAKE-wrong" });
      await page.click(submit);
      await until(`${stateOf("#token")} === "failed"`);
      expect(await unseenInTheEnd(["#token .code", "#token .message"])).toEqual([]);
    });
  });

  describe("on a desk", () => {
    beforeEach(async () => visit.page.gotoAt(visit.server.url, sizes[0]!));

    test.each(["sandbox", "broker", "sirv"])(
      "lead and token are as high as the form of %s beside them",
      async (kind) => {
        await visit.page.click(`[value=${kind}]`);
        const [lead, token, form] = [
          await box(".lead"),
          await box("#token"),
          await box("#credentials"),
        ];
        expect(Math.abs(lead.top - form.top)).toBeLessThan(4);
        expect(Math.abs(token.bottom - form.bottom)).toBeLessThan(4);
        // The gap between cards.
        expect(token.top - lead.bottom).toBeLessThan(40);
      },
    );

    test("and stay so with a token", async () => {
      await press();
      const [token, form] = [await box("#token"), await box("#credentials")];
      expect(Math.abs(token.bottom - form.bottom)).toBeLessThan(4);
      const [view, actions] = [await box("#token .outcome"), await box("#token .actions")];
      expect(token.height - view.height - actions.height).toBeLessThan(180);
    });

    test("the clock comes after the reply", async () => {
      const order = await visit.page.evaluate<number>(
        'document.querySelector("#reply").compareDocumentPosition(document.querySelector("#clock"))',
      );
      // Node.DOCUMENT_POSITION_FOLLOWING
      expect(order).toBe(4);
      expect((await box("#clock")).top).toBeGreaterThan((await box("#reply")).bottom);
    });
  });

  test("Copy copies the whole token, masked or not, and so does who selects it", async () => {
    const { page } = visit;
    await page.resize(1280, 900);
    await page.goto(visit.server.url);
    await press();
    await page.click("#token .copy");
    await until('document.querySelector("#token .copy").textContent === "Copied"');
    const copied = await page.clipboard();
    expect(copied).toMatch(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}$/);
    expect(await page.evaluate("document.body.textContent.includes('eyJ')")).toBe(false);
    await page.click("#reveal");
    expect(await visit.text("#token .token-text")).toBe(copied);
  });

  test("the install command is copied", async () => {
    const { page } = visit;
    await page.goto(visit.server.url);
    await page.click("#copy-install");
    await until('document.querySelector("#copy-install").textContent === "Copied"');
    expect(await page.clipboard()).toBe("npm install sirv-token");
  });
});
