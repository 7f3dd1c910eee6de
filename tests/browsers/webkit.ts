import { globSync } from "node:fs";
import { startVirtualDisplay } from "./virtual-display.ts";
import { startWebDriver, type WebDriverSession } from "./web-driver.ts";

/** Starts WebKitGTK's MiniBrowser, on a display of its own, or a Mac's Safari. */
export async function startWebKit(driver: string): Promise<WebDriverSession> {
  if (process.platform === "darwin") {
    return startWebDriver(driver, { browserName: "safari" }, process.env);
  }
  const display = await startVirtualDisplay();
  try {
    const env = { ...process.env, DISPLAY: display.name };
    const session = await startWebDriver(driver, miniBrowser(), env);
    return {
      ...session,
      async end() {
        await session.end();
        await display.end();
      },
    };
  } catch (error) {
    await display.end();
    throw error;
  }
}

/** The capabilities of WebKitGTK's own browser, which comes with its driver. */
function miniBrowser(): object {
  const [binary] = globSync("/usr/{lib,lib64,libexec}/{*,*/*}/MiniBrowser");
  if (!binary) throw new Error("WebKitGTK's MiniBrowser is not installed under /usr/lib.");
  return { "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
}
