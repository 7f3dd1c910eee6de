import { describe, expect, test } from "vitest";
import { openFirefox } from "./browsers/puppeteer.ts";
import { inBrowser, inBrowsers, stateOf } from "./in-browsers.ts";
import { serveStatic } from "./static-server.ts";

const controller = "navigator.serviceWorker.controller !== null";

inBrowsers((visit) => {
  const { until, text } = visit;
  const sendBoth = async () => {
    await visit.page.click("#run-both");
    await until('document.querySelector("#compare-note").textContent !== ""');
    return text("#compare-note");
  };
  const requestToken = async () => {
    await visit.page.click("#credentials button[type=submit]");
    await until(`${stateOf("#call")} === "done"`);
    return text("#call-reply .line");
  };

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
    expect(await sendBoth()).toBe("The same 146 bytes, byte for byte.");
    await until(controller);
  });

  test("a token of before a reload is of another sandbox, and a new one is had", async () => {
    await visit.page.reload();
    expect(await requestToken()).toBe("200 OK");
    await visit.page.reload();
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
    expect(await sendBoth()).toBe("The same 146 bytes, byte for byte.");
  });
});

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
      await page.click("#run-both");
      await until('document.querySelector("#compare-note").textContent !== ""');
      expect(await text("#compare-note")).toMatch(/^This browser has no service worker/);
      await page.click("[data-failure=offline]");
      await until(`${stateOf("#failure-result")} === "failed"`);
      expect(await text("#failure-result .code")).toBe("network_error");
    });
  });
});
