import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFirefox } from "./browsers/puppeteer.ts";
import { inBrowser, inBrowsers, stateOf } from "./in-browsers.ts";
import { press } from "./request.ts";
import { serveStatic, type StaticServer } from "./static-server.ts";

/** What the reference's section says of the page's sandbox. */
const sent =
  "The library sent what the schema asks for, byte for byte: 148 bytes. The samples, as printed, got 400: they send an empty object.";

/** What the page says that the reply took. */
const shownMilliseconds = `(() => {
  const { textContent } = document.querySelector("#reply .meta");
  return Number.parseFloat(textContent) * (textContent.endsWith(" ms") ? 1 : 1000);
})()`;

const controller = "navigator.serviceWorker.controller !== null";

inBrowsers((visit) => {
  const { until, text } = visit;
  const sendThem = async () => {
    await visit.page.click("#run-reference");
    await until('document.querySelector("#reference-note").textContent !== ""');
    return text("#reference-note");
  };
  const requestToken = async () => {
    await visit.page.click("#credentials button[type=submit]");
    await until(`${stateOf("#call")} === "done"`);
    return text("#call-reply .line");
  };

  describe("the service worker", { concurrent: false }, () => {
    test("takes the page over at the first visit", async () => {
      await visit.page.goto(visit.server.url);
      await until(controller);
      expect(await requestToken()).toBe("200 OK");
    });

    test("and after a reload, hard where the browser can be told to", async () => {
      const { page } = visit;
      const hard = page.browser !== "WebKit";
      await page.reload(hard);
      expect(await requestToken()).toBe("200 OK");
      expect(await sendThem()).toBe(sent);
      await until(controller);
    });

    test("a token of before a reload is of another sandbox, and a new one is had", async () => {
      await visit.page.reload();
      expect(await requestToken()).toBe("200 OK");
      await visit.page.reload();
      expect(await requestToken()).toBe("200 OK");
    });

    test("a page of a folder below, such as the API's, is not kept in its place", async () => {
      const { page } = visit;
      const server = await serveStatic("dist-demo");
      await page.goto(server.url);
      await until(controller);
      await page.goto(`${server.url}service-worker.js`);
      await server.close();
      await page.goto(server.url);
      expect(await requestToken()).toBe("200 OK");
    });

    test("without a network the second visit is like the first", async () => {
      const { page } = visit;
      const server = await serveStatic("dist-demo");
      await page.goto(server.url);
      await until(controller);
      await server.close();
      await page.goto(`${server.url}?without=network`);
      expect(await page.evaluate("document.styleSheets[0].cssRules.length > 0")).toBe(true);
      expect(await requestToken()).toBe("200 OK");
      expect(await sendThem()).toBe(sent);
    });
  });

  describe("a first visit whose worker is late", { concurrent: false }, () => {
    let sendWorker = () => {};
    const worker = new Promise<void>((resolve) => (sendWorker = resolve));
    let server: StaticServer;

    beforeAll(async () => {
      server = await serveStatic("dist-demo", 0, (name) =>
        name === "service-worker.js" ? worker : undefined,
      );
      await visit.page.goto(server.url);
    });
    afterAll(async () => {
      sendWorker();
      await server.close();
    });

    test("what is pressed at once is answered before it has come", async () => {
      const { page } = visit;
      await press(visit, "#call", "done");
      expect(await page.evaluate(controller)).toBe(false);
      expect(await text("#reply .line")).toBe("200 OK");
      expect(await text("#call-reply .line")).toBe("200 OK");
      // The page itself would wait for it for five seconds.
      expect(await page.evaluate(shownMilliseconds)).toBeLessThan(3000);
      await page.click("[data-failure=limit]");
      await until(`${stateOf("#failure-result")} === "failed"`);
      await page.click("[data-action=crowd]");
      await until(
        '/^100 callers, 1 token request, 0 failed/.test(document.querySelector("#provider-note").textContent)',
      );
      expect(await page.evaluate(controller)).toBe(false);
    });

    test("XMLHttpRequests, which need it, end with Cancel, and by themselves", async () => {
      const { page } = visit;
      await page.reload();
      await page.click("#run-reference");
      await until('!document.querySelector("#cancel-reference").hidden');
      await page.click("#cancel-reference");
      await until('document.querySelector("#reference-note").textContent === "You canceled it."');
      await page.click("#run-reference");
      await until('document.querySelector("#reference-note").textContent !== ""');
      expect(await text("#reference-note")).toMatch(/^This browser has no service worker/);
      expect(await page.evaluate(controller)).toBe(false);
    });

    test("and work as soon as it has come", async () => {
      const { page } = visit;
      sendWorker();
      await until(controller);
      await page.click("#run-reference");
      await until('document.querySelector("#reference-note").textContent !== ""');
      expect(await text("#reference-note")).toMatch(/^The library sent what the schema asks for/);
      await press(visit, "#call", "done");
      expect(await text("#call-reply .line")).toBe("200 OK");
    });
  });
}, true);

describe("Firefox without service workers", () => {
  const open = async () => openFirefox({ "dom.serviceWorkers.enabled": false });

  inBrowser(open, (visit) => {
    const { until, text } = visit;

    test("the library talks to the page's sandbox all the same, and the rest is told", async () => {
      const { page, server } = visit;
      await page.goto(server.url);
      expect(await page.evaluate("'serviceWorker' in navigator")).toBe(false);
      await page.click("#credentials button[type=submit]");
      await until(`${stateOf("#call")} === "done"`);
      expect(await text("#call-reply .line")).toBe("200 OK");
      await page.click("#run-reference");
      await until('document.querySelector("#reference-note").textContent !== ""');
      expect(await text("#reference-note")).toMatch(/^This browser has no service worker/);
      await page.click("[data-failure=offline]");
      await until(`${stateOf("#failure-result")} === "failed"`);
      expect(await text("#failure-result .code")).toBe("network_error");
    });
  });
});
