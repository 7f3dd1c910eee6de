// Chromium over its DevTools protocol, Firefox over WebDriver BiDi: neither needs a driver program.
import puppeteer, { type LaunchOptions, type Page as PuppeteerPage } from "puppeteer-core";
import { browserProgram } from "../../browsers/browsers.ts";
import { applyPrintRules, type Page, scrollTo } from "./page.ts";

/** @param features - Media features, which are emulated: `{ "forced-colors": "active" }`. */
export const openChromium = async (features: Record<string, string> = {}): Promise<Page> =>
  open(
    "Chromium",
    {
      browser: "chrome",
      executablePath: browserProgram("chromium"),
      // Chromium's sandbox refuses root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
    async (page) => {
      // Puppeteer's own method does not know all of them.
      const session = await page.createCDPSession();
      await session.send("Emulation.setEmulatedMedia", {
        features: Object.entries(features).map(([name, value]) => ({ name, value })),
      });
    },
  );

/** @param preferences - Those of about:config. */
export const openFirefox = async (preferences: Record<string, unknown> = {}): Promise<Page> =>
  open("Firefox", {
    browser: "firefox",
    executablePath: browserProgram("firefox"),
    extraPrefsFirefox: {
      // Tab stops at links and buttons too, as it does but on a Mac.
      "accessibility.tabfocus": 7,
      // The clipboard can be read without asking the user.
      "dom.events.testing.asyncClipboard": true,
      ...preferences,
    },
  });

/** What browsers log of requests that fail: no fault of the page, which shows them. */
const network =
  /^Failed to load resource|blocked by CORS policy|Cross-Origin Request Blocked|^Error: Failed to load ‘/;

const isTrusted = (url: string) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url);

async function open(
  name: string,
  options: LaunchOptions,
  prepare?: (page: PuppeteerPage) => Promise<void>,
): Promise<Page> {
  const browser = await puppeteer.launch({ headless: true, ...options });
  // Firefox gives the focus to no page that it has opened by itself.
  const page = await browser.newPage();
  await prepare?.(page);
  const problems: string[] = [];
  const note = (text: string) => {
    if (!network.test(text)) problems.push(text);
  };
  page.on("pageerror", (error) => note(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") note(message.text());
  });

  const opened: Page = {
    browser: name,
    async gotoAt(url, size) {
      await page.setViewport(size);
      await opened.goto(url);
    },
    async goto(url) {
      await page.bringToFront();
      // On plain HTTP there is no clipboard to be allowed.
      if (name === "Chromium" && isTrusted(url)) {
        const permissions = ["clipboard-read", "clipboard-sanitized-write"] as const;
        await page.browserContext().overridePermissions(new URL(url).origin, [...permissions]);
      }
      await page.goto(url, { waitUntil: "load" });
    },
    async reload(hard = false) {
      if (!hard || name === "Chromium") {
        await page.reload({ waitUntil: "load", ignoreCache: hard });
        return;
      }
      // Firefox's BiDi has no hard reload, its own script has.
      const loaded = page.waitForNavigation({ waitUntil: "load" });
      await page.evaluate("void setTimeout(() => location.reload(true))");
      await loaded;
    },
    async click(selector) {
      await page.evaluate(scrollTo(selector));
      await page.click(selector);
    },
    async type(text) {
      await page.keyboard.type(text);
    },
    async press(key, modifier) {
      if (modifier) await page.keyboard.down(modifier);
      await page.keyboard.press(key);
      if (modifier) await page.keyboard.up(modifier);
    },
    async evaluate<T>(expression: string) {
      return (await page.evaluate(expression)) as T;
    },
    clipboard: async () => page.evaluate(async () => navigator.clipboard.readText()),
    async screenshot(path) {
      await page.screenshot({ path, fullPage: true });
    },
    async shot(selector) {
      await page.evaluate(scrollTo(selector));
      const element = await page.$(selector);
      if (!element) throw new Error(`the page has no ${selector}`);
      return element.screenshot({ encoding: "base64" });
    },
    async showAsPrinted() {
      if (name === "Chromium") await page.emulateMediaType("print");
      else await page.evaluate(applyPrintRules);
    },
    async resize(width, height) {
      await page.setViewport({ width, height });
    },
    problems: async () => problems.splice(0),
    close: async () => browser.close(),
  };
  return opened;
}
