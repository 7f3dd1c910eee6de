import { type BrowserName, browserProgram } from "../browsers/browsers.ts";
import { createPuppeteerProvider } from "../browsers/puppeteer-provider.ts";
import { createWebKitProvider } from "../browsers/webkit-provider.ts";

/** A real browser that opens pages, one after the other. What a page does, it reports itself. */
export interface OpenedBrowser {
  open(url: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts a browser with its first page. */
export function createBrowser(name: BrowserName): OpenedBrowser {
  const program = browserProgram(name);
  const provider =
    name === "webkit"
      ? createWebKitProvider(program)
      : createPuppeteerProvider(name === "chromium" ? "chrome" : name, program);
  return {
    open: async (url) => provider.openPage("", url, { parallel: false }),
    close: async () => provider.close(),
  };
}
