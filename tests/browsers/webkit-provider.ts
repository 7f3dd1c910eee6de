import type { BrowserProvider } from "vitest/node";
import type { WebDriverSession } from "./web-driver.ts";
import { startWebKit } from "./webkit.ts";

/** Drives WebKitGTK's MiniBrowser, or a Mac's Safari. */
export function createWebKitProvider(driver: string): BrowserProvider {
  let opening: Promise<WebDriverSession> | undefined;

  return {
    name: "webkit",
    supportsParallelism: false,
    getCommandsContext: () => ({}),
    async openPage(_, url) {
      opening ??= startWebKit(driver);
      await (await opening).open(url);
    },
    async close() {
      const session = await opening?.catch(() => undefined);
      opening = undefined;
      await session?.end();
    },
  };
}
