// Where the page can't do everything it says so, and what it shows works all the same.
import { beforeAll, describe, expect, test } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { isHidden, press } from "./request.ts";

inBrowsers((visit) => {
  const { until, text } = visit;

  // It is no secure context: it has no service worker, no clipboard, no `crypto.subtle`.
  describe("over plain HTTP", { concurrent: false }, () => {
    // The same server under a name that is not trusted: the IPv4 address as one of IPv6.
    beforeAll(async () =>
      visit.page.goto(visit.server.url.replace("127.0.0.1", "[::ffff:127.0.0.1]")),
    );

    test("a banner says what is needed, and only there", async () => {
      const { page, server } = visit;
      const has = "[isSecureContext, 'serviceWorker' in navigator, 'subtle' in crypto]";
      expect(await page.evaluate(has)).toEqual([false, false, false]);
      expect(await text("#untrusted")).toMatch(/over plain HTTP[^]*Over HTTPS, or on localhost/);
      await page.goto(server.url);
      expect(await page.evaluate(isHidden("#untrusted"))).toBe(true);
      await page.goto(server.url.replace("127.0.0.1", "[::ffff:127.0.0.1]"));
      expect(await page.evaluate(isHidden("#untrusted"))).toBe(false);
    });

    test("the page's sandbox gives a token, and takes it", async () => {
      await press(visit, "#call", "done");
      expect(await text("#reply .line")).toBe("200 OK");
      expect(await text("#call-reply .line")).toBe("200 OK");
      expect(await text("#decoded")).toMatch(/clientName\s+Sandbox/);
    });

    test("the page's broker gives a token, and refuses without a session", async () => {
      const { page } = visit;
      await page.click("[value=broker]");
      await press(visit, "#call", "done");
      expect(await text("#request .body")).toBe("{}");
      await page.click("#session");
      await press(visit, "#token", "failed");
      expect(await text("#token .code")).toBe("unauthorized");
      await page.click("#session");
      await page.click("[value=sandbox]");
    });

    test.each([
      ["secret", "unauthorized"],
      ["offline", "network_error"],
    ])("the failure %s is %s", async (name, code) => {
      await visit.page.click(`[data-failure=${name}]`);
      await until(`${stateOf("#failure-result")} !== "active"`);
      expect(await text("#failure-result .code")).toBe(code);
    });

    test("the provider works, and recovers", async () => {
      const { page } = visit;
      const said = async (what: string) =>
        until(`document.querySelector("#provider-note").textContent.startsWith("${what}")`);
      await page.click("[data-action=crowd]");
      await said("100 callers, 1 token request, 0 failed");
      await page.click("[data-action=revoke]");
      await said("Revoked by the server: the next call was refused, got a new token");
      expect(await page.evaluate(stateOf("#provider .ring"))).toBe("good");
    });

    test("the reference's section says what it could not send", async () => {
      await visit.page.click("#run-reference");
      await until('document.querySelector("#reference-note").textContent !== ""');
      expect(await text("#reference-note")).toMatch(
        /no service worker[^]*The library’s request did/,
      );
      expect(await text("[data-way=library] [data-cell=outcome]")).toMatch(/^An AccessToken/);
    });

    test("a copy that is refused is told", async () => {
      const { page } = visit;
      await page.click("#copy-install");
      const refusal = "#copy-install + .bad";
      await until(`document.querySelector("${refusal}").textContent`);
      expect(await text(refusal)).toMatch(/^Copying was refused\. Select the command/);
      expect(await text("#announcement")).toContain("Copying was refused.");
      expect(await text("#copy-install")).toBe("Copy");
    });
  });

  describe("without JavaScript", { concurrent: false }, () => {
    beforeAll(async () => {
      const { page, server } = visit;
      await page.goto(`${server.url}nothing-here`);
      await page.evaluate(`void (() => {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-same-origin");
      frame.style.cssText = "width: 1000px; height: 800px";
      frame.src = ${JSON.stringify(server.url)};
      frame.addEventListener("load", () => (frame.dataset.state = "loaded"));
      document.body.append(frame);
    })()`);
      await until(`${stateOf("iframe")} === "loaded"`);
    });

    test("a banner has the request for a shell; there is no form, and no button", async () => {
      const { page } = visit;
      // Chromium logs of each script that it does not run.
      const problems = await page.problems();
      expect(problems.filter((problem) => !problem.startsWith("Blocked script execution"))).toEqual(
        [],
      );
      const seen = async (selector: string) =>
        page.evaluate<number>(`[...document.querySelector("iframe").contentDocument
        .querySelectorAll(${JSON.stringify(selector)})]
        .filter((each) => each.getClientRects().length > 0).length`);
      expect(await seen("#scriptless, #scriptless pre")).toBe(2);
      expect(await seen("h1")).toBe(1);
      expect(await seen("#install")).toBe(1);
      expect(await seen("button, input, form, [role=tab], .card, nav a")).toBe(0);
      // What it links to is there.
      const lost = await page.evaluate<string[]>(`(() => {
      const inner = document.querySelector("iframe").contentDocument;
      return [...inner.querySelectorAll('a[href^="#"]')]
        .filter((link) => link.getClientRects().length > 0)
        .filter((link) => inner.querySelector(link.hash).getClientRects().length === 0)
        .map(({ hash }) => hash);
    })()`);
      expect(lost).toEqual([]);
    });

    test("and with JavaScript no banner is shown", async () => {
      await visit.page.goto(visit.server.url);
      expect(await visit.page.evaluate(isHidden("#scriptless"))).toBe(true);
      expect(await visit.page.evaluate(isHidden("#credentials"))).toBe(false);
    });
  });
}, true);
