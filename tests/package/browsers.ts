import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { browserProgram } from "../browsers/browsers.ts";

/** What is on a page once its program has ended. */
interface Shown {
  /** The page's text. */
  readonly text: string;
  /** What the browser complained of. */
  readonly complaints: readonly string[];
}

/** Opens pages, one after the other, each as for a new visitor. */
export interface Visitor {
  /** Waits until the page's `title` says that its program has ended. */
  visit(url: string): Promise<Shown>;
  close(): Promise<void>;
}

/** A real browser: Chromium over its DevTools protocol, Firefox over WebDriver BiDi. */
export async function openBrowser(name: "chromium" | "firefox"): Promise<Visitor> {
  const opened = await puppeteer.launch({
    browser: name === "chromium" ? "chrome" : name,
    executablePath: browserProgram(name),
    headless: true,
    // Chromium's sandbox refuses to start as root.
    args: name === "chromium" && process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  return {
    visit: async (url) =>
      inPage(opened, async (page) => {
        const complaints: string[] = [];
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(String(error)));
        await page.goto(url);
        await page.waitForFunction(() => document.title === "done");
        const text = await page.$eval("body", ({ innerText }) => innerText.trim());
        return { text, complaints };
      }),
    close: async () => opened.close(),
  };
}

async function inPage<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.createBrowserContext();
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}
