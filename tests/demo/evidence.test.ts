// What the page shows of a request is what happened, and nothing of one before.
import { beforeEach, describe, expect, test, vi } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { sendJson, serveOdd } from "./odd-server.ts";
import { chooseServer, press, submit } from "./request.ts";

const tokenReply = { token: "FAKE.token-of.tests", expiresIn: 1200, scope: [] };
const running = "#flow-timeline .bar.running";

/** The milliseconds that the running bar's row says. */
const shownDuration = `(() => {
  const text = document.querySelector("#flow-timeline li:has(.running) .duration").textContent;
  return Number.parseFloat(text) * (/ ms/.test(text) ? 1 : 1000);
})()`;

inBrowsers((visit) => {
  const { until, text } = visit;
  const hidden = async (selector: string) =>
    visit.page.evaluate<boolean>(`document.querySelector(${JSON.stringify(selector)}).hidden`);
  const noneRuns = `document.querySelectorAll("${running}").length === 0`;

  beforeEach(async () => visit.page.goto(visit.server.url));

  describe("evidence", { concurrent: false }, () => {
    test.each(["sirv", "broker"])(
      "%s: the bar of an endpoint that never answers grows, and Cancel ends it",
      async (kind) => {
        const { page } = visit;
        const server = await serveOdd((_, response) => {
          if (server.arrivals.length > 1) sendJson(response, tokenReply);
        });
        if (kind === "sirv") await chooseServer(visit, server.endpoint);
        else {
          await page.click("[value=broker]");
          await visit.fill("[name=endpoint]", `${server.origin}/sirv-token`);
        }
        expect(await hidden("#cancel")).toBe(true);
        await page.click(submit);
        await until(`document.querySelector("${running}")`);
        const early = await page.evaluate<number>(shownDuration);
        await until(`${shownDuration} > ${early * 2}`);
        expect(await page.evaluate(`document.querySelectorAll("${running}").length`)).toBe(1);
        expect(await text("#reply .line")).toBe("On its way");

        await vi.waitUntil(() => server.arrivals.length === 1, { timeout: 20_000 });
        await page.click("#cancel");
        await until(`${stateOf("#reply")} === "failed"`);
        expect(await text("#token .outcome")).toBe("You canceled it.");
        expect(await text("#reply .line")).toBe("No reply");
        expect(await page.evaluate(noneRuns)).toBe(true);
        expect(await hidden("#cancel")).toBe(true);
        expect(
          await page.evaluate('document.querySelector("#flow-timeline .failed") !== null'),
        ).toBe(true);
        expect(server.arrivals).toHaveLength(1);

        await press(visit, "#token", "done");
        expect(await text("#reply .line")).toMatch(/^200/);
      },
    );

    test("Cancel ends a wait before the next attempt, too, and what stands for it", async () => {
      const { page } = visit;
      const server = await serveOdd((_, response) => {
        response.setHeader("access-control-expose-headers", "*");
        response.setHeader("retry-after", "25");
        sendJson(response, { message: "FAKE limit" }, 429);
      });
      await chooseServer(visit, server.endpoint);
      await page.click(submit);
      await until('document.querySelector("#flow-timeline .wait.running")');
      await page.click("#cancel");
      await until(`${stateOf("#token")} === "failed"`);
      expect(await page.evaluate(noneRuns)).toBe(true);
      expect(await text("#token .outcome")).toBe("You canceled it.");
      expect(server.arrivals).toHaveLength(1);
    });

    test("Cancel ends a call that is never answered", async () => {
      const { page } = visit;
      const server = await serveOdd(({ method }, response) => {
        if (method === "POST") sendJson(response, tokenReply);
      });
      await chooseServer(visit, server.endpoint);
      await page.click(submit);
      await until(`document.querySelector("${running}") && ${stateOf("#call")} === "active"`);
      expect(await hidden("#cancel")).toBe(false);
      await page.click("#cancel");
      await until(`${stateOf("#call")} === "failed"`);
      await until('document.querySelector("#announcement").textContent.includes("was canceled")');
      expect(await page.evaluate(noneRuns)).toBe(true);
      // The token is as good as it was.
      expect(await page.evaluate(stateOf("#token"))).toBe("done");
      expect(await hidden("#cancel")).toBe(true);
    });

    test("what the reference's section sends ends with its Cancel, and by itself", async () => {
      const { page } = visit;
      const server = await serveOdd(() => {});
      await chooseServer(visit, server.endpoint);
      await page.click("#run-reference");
      await until('!document.querySelector("#cancel-reference").hidden');
      await page.click("#cancel-reference");
      await until('document.querySelector("#reference-note").textContent === "You canceled it."');
      expect(await hidden("#cancel-reference")).toBe(true);

      await page.click("#run-reference");
      await until('document.querySelector("#reference-note").textContent !== ""');
      for (const way of ["printed", "schema"]) {
        expect(await text(`[data-way=${way}] [data-cell=outcome]`)).toBe("No reply in 5 seconds");
      }
      expect(await text("#reference-note")).toMatch(/The samples got no reply\.$/);
      expect(await page.evaluate(stateOf("#reference-note"))).toBe("failed");
      expect(await page.evaluate('document.querySelector("#run-reference").ariaBusy')).toBe(
        "false",
      );
    });

    test("a new start clears what the last one showed", async () => {
      const { page } = visit;
      const server = await serveOdd((_, response) => {
        if (server.arrivals.length <= 2) sendJson(response, tokenReply);
      });
      await chooseServer(visit, server.endpoint);
      await press(visit, "#call", "done");
      expect(await text("#decoded .content")).not.toBe("");
      const sent = await text("#request .when");
      expect(sent).toMatch(/^Sent at \d/);
      // In the very moment, before anything is answered.
      await page.evaluate(`document.querySelector("${submit}").click()`);
      expect(await text("#token .outcome")).toBe("On its way …");
      for (const part of [
        "#decoded .content",
        "#call .message",
        "#reply .headers",
        "#reply .body",
      ]) {
        expect(await text(part)).toBe("");
      }
      expect(await page.evaluate(stateOf("#token .ring"))).toBe("none");
      await until(
        `document.querySelectorAll("#flow-timeline .bar").length === 1 && !(${noneRuns})`,
      );
      await page.click("#cancel");
      await until(`${stateOf("#token")} === "failed"`);
    });

    test("what will be sent is set apart from what was, and from what was not", async () => {
      const { page } = visit;
      const look = async () => {
        const when = await page.evaluate<string>('document.querySelector("#request").dataset.when');
        const border = 'getComputedStyle(document.querySelector("#request")).borderTopStyle';
        return [when, await page.evaluate(border), await text("#request .when")];
      };
      await chooseServer(visit, "http://fake.example/v2/token");
      expect(await look()).toEqual(["later", "dashed", "Will be sent"]);
      await press(visit, "#token", "failed");
      expect(await text("#token .code")).toBe("insecure_endpoint");
      expect(await look()).toEqual(["now", "solid", "Nothing was sent"]);
      await page.click("[value=sandbox]");
      expect(await look()).toEqual(["later", "dashed", "Will be sent"]);
      await press(visit, "#call", "done");
      expect(await look()).toEqual(["now", "solid", expect.stringMatching(/^Sent at \d/)]);
      await page.click("[value=broker]");
      expect(await look()).toEqual(["later", "dashed", "Will be sent"]);
    });

    test("a redirect, which browsers show as the status 0, is a failure everywhere", async () => {
      const { page } = visit;
      const elsewhere = await serveOdd((_, response) => sendJson(response, tokenReply));
      const server = await serveOdd((_, response) => {
        response.writeHead(307, { location: elsewhere.endpoint }).end();
      });
      await chooseServer(visit, server.endpoint);
      await press(visit, "#token", "failed");
      expect(await text("#token .code")).toBe("redirected");
      expect(await text("#reply .line")).toBe("0 A redirect, which is not followed");
      expect(await page.evaluate('document.querySelector("#reply .line b").className')).toBe("bad");
      expect(await page.evaluate(stateOf("#reply"))).toBe("failed");
      const bars =
        '[...document.querySelectorAll("#flow-timeline .bar")].map((bar) => bar.className)';
      expect(await page.evaluate(bars)).toEqual(["bar failed"]);
      expect(await text("#reply .meta")).toMatch(/ m?s$/);
      expect(elsewhere.arrivals).toEqual([]);
    });
  });
}, true);
