import puppeteer, { type Browser } from "puppeteer-core";
import type { BrowserProvider } from "vitest/node";

/**
 * Drives Chromium by its DevTools protocol and Firefox by WebDriver BiDi, which need no driver
 * program. Tests can open pages and nothing more: no user events, no screenshots.
 */
export function createPuppeteerProvider(
  browser: "chrome" | "firefox",
  executablePath: string,
): BrowserProvider {
  let opening: Promise<Browser> | undefined;
  const open = () =>
    puppeteer.launch({
      browser,
      executablePath,
      headless: true,
      // Chromium's sandbox refuses to start as root.
      args: browser === "chrome" && process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });

  return {
    name: `puppeteer-${browser}`,
    supportsParallelism: false,
    getCommandsContext: () => ({}),
    async openPage(_, url) {
      opening ??= open();
      const page = await (await opening).newPage();
      await page.goto(url, { waitUntil: "domcontentloaded" });
    },
    async close() {
      const opened = await opening?.catch(() => undefined);
      opening = undefined;
      await opened?.close();
    },
  };
}
