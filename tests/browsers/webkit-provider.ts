import { globSync } from "node:fs";
import type { BrowserProvider } from "vitest/node";
import { startVirtualDisplay, type VirtualDisplay } from "./virtual-display.ts";
import { startWebDriver, type WebDriverSession } from "./web-driver.ts";

/** Drives WebKitGTK's MiniBrowser, on a display of its own, or a Mac's Safari. */
export function createWebKitProvider(driver: string): BrowserProvider {
  let display: VirtualDisplay | undefined;
  let opening: Promise<WebDriverSession> | undefined;

  const open = async () => {
    if (process.platform === "darwin") {
      return startWebDriver(driver, { browserName: "safari" }, process.env);
    }
    display = await startVirtualDisplay();
    const env = { ...process.env, DISPLAY: display.name };
    return startWebDriver(driver, miniBrowser(), env);
  };

  return {
    name: "webkit",
    supportsParallelism: false,
    getCommandsContext: () => ({}),
    async openPage(_, url) {
      opening ??= open();
      await (await opening).open(url);
    },
    async close() {
      const session = await opening?.catch(() => undefined);
      opening = undefined;
      await session?.end();
      await display?.end();
      display = undefined;
    },
  };
}

/** The capabilities of WebKitGTK's own browser, which comes with its driver. */
function miniBrowser(): object {
  const [binary] = globSync("/usr/{lib,lib64,libexec}/{*,*/*}/MiniBrowser");
  if (!binary) throw new Error("WebKitGTK's MiniBrowser is not installed under /usr/lib.");
  return { "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
}
