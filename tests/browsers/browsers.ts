// The browsers that the tests run in, as this system has them. Nothing is downloaded.
import { existsSync } from "node:fs";

/** A browser by the engine that is tested, and where it may be: the first path that exists counts. */
interface BrowserPaths {
  readonly title: string;
  readonly linux: readonly string[];
  readonly mac: readonly string[];
}

export type BrowserName = "chromium" | "firefox" | "webkit";

const paths: Readonly<Record<BrowserName, BrowserPaths>> = {
  chromium: {
    title: "Chromium",
    linux: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
    mac: [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
  },
  firefox: {
    title: "Firefox",
    linux: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
    mac: ["/Applications/Firefox.app/Contents/MacOS/firefox"],
  },
  // Driven by its WebDriver, which finds the browser itself but for WebKitGTK's.
  webkit: {
    title: "WebKit's driver",
    linux: ["/usr/bin/WebKitWebDriver"],
    mac: ["/usr/bin/safaridriver"],
  },
};

/** The program to start, or an error that says where it was looked for. */
export function browserProgram(
  name: BrowserName,
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): string {
  const { title, linux, mac } = paths[name];
  const candidates = platform === "darwin" ? mac : linux;
  const program = candidates.find((path) => exists(path));
  if (program) return program;
  throw new Error(`${title} is not installed: there is no ${candidates.join(", no ")}.`);
}
