// The page's words: none is broken, what is said is heard, and buttons say what is.
import { beforeAll, describe, expect, test } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";

const submit = "#credentials button[type=submit]";
const widths = [320, 360, 390, 480, 820, 1024, 1280, 1440];

/**
 * An expression for the words that go on in the next line. Bytes may do so wherever a line ends, and what is
 * seen after a hyphen, a slash or a place that was made for it is a word of its own.
 */
const brokenWords = `(() => {
  const broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    if (node.parentElement.closest(".bytes, .body, .line, .token-text, pre, script, legend, .unseen")) continue;
    for (const { 0: word, index } of node.data.matchAll(/[^\\s\\u002f\\u2010-\\u2015-]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
      if (lines.size > 1) broken.push(word);
    }
  }
  return broken;
})()`;

inBrowsers((visit) => {
  const { until, text } = visit;
  const announced = async () =>
    visit.page.evaluate<string[]>(
      '[...document.querySelectorAll("#announcement p")].map((each) => each.textContent)',
    );

  async function brokenAt(...at: readonly number[]): Promise<Record<string, string[]>> {
    const broken: Record<string, string[]> = {};
    for (const width of at) {
      await visit.page.resize(width, 800);
      const words = await visit.page.evaluate<string[]>(brokenWords);
      if (words.length > 0) broken[width] = words;
    }
    return broken;
  }

  describe("no word is broken", () => {
    beforeAll(async () => visit.page.gotoAt(visit.server.url, { width: 390, height: 800 }));

    test("on the page as it comes, and with a token", async () => {
      expect(await brokenAt(...widths)).toEqual({});
      await visit.page.click(submit);
      await until(`${stateOf("#call")} === "done"`);
      expect(await brokenAt(...widths)).toEqual({});
    });

    test.each(["secret", "unknown", "limit", "slow", "offline", "garbage"])(
      "in what is said of the failure %s",
      async (name) => {
        await visit.page.click(`[data-failure=${name}]`);
        await until(`${stateOf("#failure-result")} === "failed"`);
        expect(await brokenAt(320, 390, 1024)).toEqual({});
      },
    );

    test("in the code of a provider whose server is down", async () => {
      await visit.page.click("[data-action=down]");
      await visit.page.click("[data-action=crowd]");
      await until('document.querySelector("[data-count=error]").textContent === "network_error"');
      expect(await brokenAt(...widths)).toEqual({});
    });
  });

  describe("on a desk", () => {
    beforeAll(async () => {
      await visit.page.resize(1280, 900);
      await visit.page.goto(visit.server.url);
    });

    test("a sentence that is said does not cut the one before it short", async () => {
      await visit.page.click(submit);
      await until(`${stateOf("#call")} === "done"`);
      const both = ["A token for 1200 seconds.", "The call with the token was answered with 200."];
      await until(`document.querySelectorAll("#announcement p").length === ${both.length}`);
      expect(await announced()).toEqual(both);
      await visit.page.click("#token .copy");
      await until(`document.querySelectorAll("#announcement p").length === 3`);
      expect(await announced()).toEqual([...both, "The token is copied."]);
    });

    test("“Copied” becomes “Copy” again", async () => {
      const buttons = ["#copy-install", "#token .copy"];
      const says = (button: string, label: string) =>
        until(`document.querySelector("${button}").textContent === "${label}"`);
      for (const button of buttons) {
        // Another test may have pressed it.
        await says(button, "Copy");
        await visit.page.click(button);
        await says(button, "Copied");
      }
      for (const button of buttons) await says(button, "Copy");
      expect(await Promise.all(buttons.map(async (button) => text(button)))).toEqual([
        "Copy",
        "Copy",
      ]);
    });

    test("a clipboard that refuses is told, and what comes next is not", async () => {
      const { page } = visit;
      // As on plain HTTP, where pages have none.
      await page.evaluate(
        "void Object.defineProperty(navigator, 'clipboard', { value: undefined })",
      );
      await page.click("#token .copy");
      await until('document.querySelector("#token .copy + .bad").textContent');
      const refusal =
        "Copying was refused. Reveal the secrets, select the token and copy it with the keyboard.";
      expect(await text("#token .copy + .bad")).toBe(refusal);
      expect(await text("#token .copy")).toBe("Copy");
      expect((await announced()).at(-1)).toBe(refusal);
      await page.click("[value=broker]");
      await page.click("#credentials button[type=submit]");
      await until(`${stateOf("#token")} === "done"`);
      expect(await text("#token .copy + .bad")).toBe("");
    });

    test("a server that is down is red, where what is pressed else is green", async () => {
      const { page } = visit;
      await page.click("[data-failure=garbage]");
      await until(`${stateOf("#failure-result")} === "failed"`);
      await page.click("[data-action=down]");
      // Under the mouse a button looks another way.
      await page.click("[data-failure=garbage]");
      await until(`${stateOf("#failure-result")} === "failed"`);
      const colour = async (selector: string) =>
        page.evaluate<string>(`getComputedStyle(document.querySelector("${selector}")).color`);
      const [down, pressed, refusal] = [
        await colour("[data-action=down][aria-pressed=true]"),
        await colour("[data-failure=garbage][aria-pressed=true]"),
        await colour("#failure-result .code"),
      ];
      expect(down).toBe(refusal);
      expect(down).not.toBe(pressed);
    });
  });
});
