import { beforeAll, describe, expect, test } from "vitest";
import { createRemoteSandbox, fake } from "../support/control.ts";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { paste } from "./paste.ts";
import { showEverything } from "./show-everything.ts";

const submit = "#credentials button[type=submit]";

inBrowsers((visit) => {
  const { until, text } = visit;
  const focused = async (selector: string) =>
    visit.page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`);

  /** One step of the Tab key; whatever has the focus must show it. */
  async function tab(): Promise<void> {
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

  /** Goes on with Tab alone. */
  async function tabTo(selector: string): Promise<void> {
    for (let steps = 0; !(await focused(selector)); steps += 1) {
      if (steps > 80) throw new Error(`Tab does not lead to ${selector}`);
      await tab();
    }
  }

  beforeAll(async () => {
    await visit.page.resize(1280, 900);
    await visit.page.goto(visit.server.url);
  });

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

  test("arrows choose the endpoint, Space logs out of the broker's app, Enter asks", async () => {
    const { page } = visit;
    await tabTo("[name=kind]");
    await page.press("ArrowRight");
    await until('document.querySelector("[value=broker]").checked');
    await tabTo("[name=session]");
    await page.press(" ");
    expect(await page.evaluate('document.querySelector("[name=session]").checked')).toBe(false);
    await tabTo(submit);
    await page.press("Enter");
    await until(`${stateOf("#token")} === "failed"`);
    await page.press("Tab", "Shift");
    expect(await focused("[name=session]")).toBe(true);
    await page.press(" ");
    await tabTo(submit);
    await page.press("Enter");
    await until(`${stateOf("#call")} === "done"`);
    expect(await text("#call-reply .line")).toBe("200 OK");
  });

  test("what never ends is canceled, and what was typed reset", async () => {
    const { page } = visit;
    const sandbox = await createRemoteSandbox({ clients: [fake] });
    await sandbox.fail({ type: "slow", delay: 60_000 });
    await page.goto(visit.server.url);
    await page.click("[value=sirv]");
    await paste(page, { endpoint: sandbox.endpoint, ...fake });
    await tabTo(submit);
    await page.press("Enter");
    await until('!document.querySelector("#cancel").hidden');
    await tabTo("#cancel");
    await page.press("Enter");
    await until(`${stateOf("#token")} === "failed"`);
    expect(await text("#token .outcome")).toContain("You canceled it.");
    // The button is gone, and the focus is where one goes on.
    expect(await focused(submit)).toBe(true);
    await tabTo("#reset");
    await page.press("Enter");
    expect(await page.evaluate('document.querySelector("#client-secret").value')).toBe("");
    expect(await focused("[name=endpoint]")).toBe(true);
  });

  test("Enter sends what the reference says", async () => {
    const { page } = visit;
    await page.goto(visit.server.url);
    await tabTo("#run-reference");
    await page.press("Enter");
    await until(`${stateOf("#reference-note")} === "done"`);
    expect(await text("#reference-note")).toContain("byte for byte");
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
    for (const [action, said] of [
      ["revoke", "Revoked by the server"],
      ["expire", "Expired by the server"],
    ]) {
      await tabTo(`[data-action=${action}]`);
      await page.press("Enter");
      // A server that goes down meanwhile would fail it.
      await until(`document.querySelector("#provider-note").textContent.startsWith("${said}")`);
    }
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
    expect(await focused("#tab-java")).toBe(true);
    await page.press("Home");
    await page.press("ArrowRight");
    expect(await focused("#tab-provider[aria-selected=true]")).toBe(true);
    await tabTo("#copy");
    await page.press("Enter");
    await until('document.querySelector("#copy").textContent === "Copied"');
  });

  describe("with everything shown", () => {
    beforeAll(async () => {
      await visit.page.goto(visit.server.url);
      await showEverything(visit);
      await visit.page.click("#reveal");
    });

    test("Tab leads to all that can be pressed, typed into or scrolled", async () => {
      const { page } = visit;
      await page.evaluate(`void (() => {
        // One stop for a group: its chosen one.
        const isStop = (each) =>
          each.tabIndex >= 0 && !each.disabled && each.checkVisibility() &&
          !(each.type === "radio" && !each.checked);
        const scrolls = ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
          scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
        const isCut = (each) =>
          /auto|scroll/.test(getComputedStyle(each).overflow) && each.checkVisibility() && scrolls(each);
        const stops = [...document.querySelectorAll("a[href], button, input, summary, [tabindex]")];
        const areas = [...document.querySelectorAll("main *")].filter(isCut);
        globalThis.missing = new Set([...stops.filter(isStop), ...areas]);
        globalThis.areas = areas.length;
        // The first of all, from which Tab goes on.
        document.querySelector(".skip").focus();
        globalThis.missing.delete(document.activeElement);
      })()`);
      // Bodies of the reply and of the call's, and the token itself.
      expect(await page.evaluate("areas")).toBeGreaterThan(2);
      const missing = "[...globalThis.missing].map(({ outerHTML }) => outerHTML.slice(0, 100))";
      for (let steps = 0; steps < 90; steps += 1) {
        await tab();
        if (await page.evaluate("missing.delete(document.activeElement), missing.size === 0"))
          break;
      }
      expect(await page.evaluate(missing)).toEqual([]);
    });

    test("a capped body is scrolled with the arrows", async () => {
      const { page } = visit;
      await page.evaluate('document.querySelector("#reply .body").focus()');
      await page.press("ArrowDown");
      const top = 'document.querySelector("#reply .body").scrollTop';
      await until(`${top} > 0`);
      expect(await page.evaluate<number>(top)).toBeGreaterThan(0);
    });
  });
});
