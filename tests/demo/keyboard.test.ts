import { beforeAll, expect, test } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";

inBrowsers((visit) => {
  const { until, text } = visit;
  const focused = async (selector: string) =>
    visit.page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`);

  /** Goes on with Tab alone; whatever has the focus on the way must show it. */
  async function tabTo(selector: string): Promise<void> {
    for (let steps = 0; !(await focused(selector)); steps += 1) {
      if (steps > 60) throw new Error(`Tab does not lead to ${selector}`);
      await visit.page.press("Tab");
      const unseen = await visit.page.evaluate<string>(`(() => {
        const at = document.activeElement;
        const outlined = [at, at.closest("label")].some(
          (each) => each && getComputedStyle(each).outlineStyle !== "none",
        );
        return outlined || at === document.body ? "" : at.outerHTML;
      })()`);
      expect(unseen).toBe("");
    }
  }

  beforeAll(async () => visit.page.goto(visit.server.url));

  test("the first stop skips what comes before the request", async () => {
    await tabTo(".skip");
    await visit.page.press("Enter");
    expect(await visit.page.evaluate("location.hash")).toBe("#flow");
  });

  test("the secret is revealed and masked again", async () => {
    const { page } = visit;
    const shown = async () => page.evaluate('document.querySelector("#client-secret").type');
    await tabTo("#reveal");
    await page.press("Enter");
    expect(await shown()).toBe("text");
    await page.press(" ");
    expect(await shown()).toBe("password");
    // Back to where the next step begins.
    await page.goto(visit.server.url);
  });

  test("arrows choose the endpoint, Enter asks for a token", async () => {
    const { page } = visit;
    await tabTo("[name=kind]");
    await page.press("ArrowRight");
    await until('document.querySelector("[value=broker]").checked');
    await page.press("ArrowLeft");
    await until('document.querySelector("[value=sandbox]").checked');
    await tabTo("[name=clientId]");
    await page.press("Enter");
    await until(`${stateOf("#call")} === "done"`);
    expect(await text("#call-reply .line")).toBe("200 OK");
  });

  test("Space switches, Enter sends both", async () => {
    const { page } = visit;
    await tabTo("#with-credentials");
    await page.press(" ");
    await until('document.querySelector("#with-credentials").checked');
    await tabTo("#run-both");
    await page.press("Enter");
    await until('document.querySelector("#compare-note").textContent !== ""');
    expect(await text("#compare-note")).toContain("The same 146 bytes");
  });

  test("a failure", async () => {
    await tabTo("[data-failure=garbage]");
    await visit.page.press("Enter");
    await until(`${stateOf("#failure-result")} === "failed"`);
    expect(await text("#failure-result .code")).toBe("invalid_response");
  });

  test("every button of the provider", async () => {
    const { page } = visit;
    const count = async (name: string) => text(`[data-count=${name}]`);
    await tabTo("[data-action=crowd]");
    await page.press("Enter");
    await until('document.querySelector("[data-count=requests]").textContent === "1"');
    await tabTo("[data-action=revoke]");
    await page.press("Enter");
    await tabTo("[data-action=expire]");
    await page.press("Enter");
    await until('Number(document.querySelector("[data-count=requests]").textContent) > 1');
    await tabTo("[data-action=down]");
    await page.press(" ");
    await until(`document.querySelector("[data-action=down]").ariaPressed === "true"`);
    await page.press(" ");
    expect(await count("failed")).toBe("0");
  });

  test("arrows go from tab to tab, and round", async () => {
    const { page } = visit;
    await tabTo("[role=tab]");
    await page.press("ArrowLeft");
    expect(await focused("#tab-java")).toBe(true);
    await page.press("ArrowRight");
    expect(await focused("#tab-npm")).toBe(true);
    await page.press("End");
    await page.press("Home");
    await page.press("ArrowRight");
    expect(await text("#code-panel")).toContain("<!doctype html>");
    await tabTo("#copy");
    await page.press("Enter");
    await until('document.querySelector("#copy").textContent === "Copied"');
  });
});
