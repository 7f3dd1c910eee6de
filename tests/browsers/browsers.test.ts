import { describe, expect, test } from "vitest";
import { browserProgram } from "./browsers.ts";

describe("the browser's program", () => {
  test.each([
    ["chromium", "linux", "/usr/bin/chromium"],
    ["chromium", "linux", "/usr/bin/google-chrome"],
    ["chromium", "darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    ["firefox", "linux", "/usr/bin/firefox"],
    ["firefox", "darwin", "/Applications/Firefox.app/Contents/MacOS/firefox"],
    ["webkit", "linux", "/usr/bin/WebKitWebDriver"],
    ["webkit", "darwin", "/usr/bin/safaridriver"],
  ] as const)("of %s on %s may be %s", (name, platform, program) => {
    expect(browserProgram(name, platform, (path) => path === program)).toBe(program);
  });

  test("that is nowhere is an error which says where it could be", () => {
    expect(() => browserProgram("firefox", "linux", () => false)).toThrow(
      "Firefox is not installed: there is no /usr/bin/firefox-esr, no /usr/bin/firefox.",
    );
  });
});
