import { afterAll, afterEach, beforeAll, describe, expect, vi } from "vitest";
import type { Page } from "./browsers/page.ts";
import { openChromium, openFirefox } from "./browsers/puppeteer.ts";
import { openWebKit } from "./browsers/webkit.ts";
import { serveStatic, type StaticServer } from "./static-server.ts";

/** A browser with the page, which is served for this file's tests alone. */
export interface Visit {
  readonly page: Page;
  readonly server: StaticServer;
  /** Waits until an expression is true in the page. */
  readonly until: (expression: string, timeout?: number) => Promise<void>;
  /** The text of an element as people see it. */
  readonly text: (selector: string) => Promise<string>;
  /** Puts a value into a field, as typing does. */
  readonly fill: (selector: string, value: string) => Promise<void>;
}

const browsers: Readonly<Record<string, () => Promise<Page>>> = {
  Chromium: openChromium,
  Firefox: async () => openFirefox(),
  WebKit: openWebKit,
};

/**
 * The same tests in every browser. After each one, the page must have broken neither its content
 * security policy nor itself.
 *
 * @param atOnce - Whether all browsers go through the tests at the same time: for tests that mostly
 *   wait. In each browser they must be sequential.
 */
export function inBrowsers(define: (visit: Visit) => void, atOnce: boolean = false): void {
  (atOnce ? describe.concurrent : describe).each(Object.entries(browsers))("%s", (_, open) =>
    inBrowser(open, define),
  );
}

/** The same in one browser, however it is opened. */
export function inBrowser(open: () => Promise<Page>, define: (visit: Visit) => void): void {
  let page: Page;
  let server: StaticServer;

  beforeAll(async () => {
    server = await serveStatic("dist-demo");
    page = started(await open());
    // A desk's: on a narrow screen the form is folded.
    await page.resize(1280, 900);
  });
  afterEach(async () => {
    expect(await page.problems()).toEqual([]);
    expect(server.violations).toEqual([]);
  });
  afterAll(async () => {
    await page.close();
    await server.close();
  });

  define({
    get page() {
      return page;
    },
    get server() {
      return server;
    },
    async until(expression, timeout = 30_000) {
      await vi.waitUntil(async () => page.evaluate<boolean>(`Boolean(${expression})`), {
        timeout,
        interval: 50,
      });
    },
    async text(selector) {
      return page.evaluate(`document.querySelector(${JSON.stringify(selector)}).innerText.trim()`);
    },
    async fill(selector, value) {
      await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).select()`);
      await page.click(selector);
      await page.press("a", "Control");
      await page.type(value);
    },
  });
}

/** The browser, but that a page has loaded only when its programs have started, which they do part by part. */
function started(page: Page): Page {
  const untilStarted = async () =>
    vi.waitUntil(
      async () =>
        page.evaluate<boolean>(
          '!document.querySelector("#code") || document.documentElement.dataset.state === "started"',
        ),
      { timeout: 30_000, interval: 20 },
    );
  return {
    ...page,
    async goto(url) {
      await page.goto(url);
      await untilStarted();
    },
    async gotoAt(url, size) {
      await page.gotoAt(url, size);
      await untilStarted();
    },
    async reload(hard) {
      await page.reload(hard);
      await untilStarted();
    },
  };
}

/** An expression for an element's attribute `data-state`. */
export const stateOf = (selector: string): string =>
  `document.querySelector(${JSON.stringify(selector)}).dataset.state`;
