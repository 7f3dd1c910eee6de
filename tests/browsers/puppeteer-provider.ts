import puppeteer, { type Page } from "puppeteer-core";
import type { BrowserProvider } from "vitest/node";

/**
 * Drives Chromium by its DevTools protocol and Firefox by WebDriver BiDi, which need no driver
 * program. Tests can open pages and nothing more: no user events, no screenshots.
 */
export function createPuppeteerProvider(
  browser: "chrome" | "firefox",
  executablePath: string,
): BrowserProvider {
  let opening: Promise<Page> | undefined;
  const open = async () => {
    const launched = await puppeteer.launch({
      browser,
      executablePath,
      headless: true,
      // Chromium's sandbox refuses to start as root.
      args: browser === "chrome" && process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    return launched.newPage();
  };

  return {
    name: `puppeteer-${browser}`,
    supportsParallelism: false,
    getCommandsContext: () => ({}),
    // One page after the other in one tab: on a busy machine Chromium may take minutes to open a fourth.
    async openPage(_, url) {
      opening ??= open();
      await (await opening).goto(url, { waitUntil: "domcontentloaded" });
    },
    async close() {
      const page = await opening?.catch(() => undefined);
      opening = undefined;
      await page?.browser().close();
    },
  };
}
