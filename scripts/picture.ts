// The README's picture: the demo page after a token request to its own sandbox, light and dark.
import puppeteer from "puppeteer-core";
import { createServer } from "vite";
import { browserProgram } from "../tests/browsers/browsers.ts";
import { ensureSystemPackages } from "./system-packages.ts";

ensureSystemPackages(["chromium"]);
const server = await createServer({ configFile: "demo/vite.config.ts", logLevel: "warn" });
// What the server watches keeps the process alive, also where Chromium does not start.
try {
  await using browser = await puppeteer.launch({
    executablePath: browserProgram("chromium"),
    // Chromium's sandbox refuses root.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    defaultViewport: { width: 1120, height: 860, deviceScaleFactor: 1.5 },
  });
  await server.listen();
  const [address = ""] = server.resolvedUrls?.local ?? [];
  for (const scheme of ["light", "dark"] as const) {
    const page = await browser.newPage();
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
    await page.goto(address);
    await page.click("#credentials button[type=submit]");
    await page.waitForSelector('#call[data-state="done"]');
    await page.screenshot({ path: `docs/demo-${scheme}.png` });
    await page.close();
  }
} finally {
  await server.close();
}
