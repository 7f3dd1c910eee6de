// How long the demo page takes on a slow machine: Chromium with its processor slowed four times. Figures to
// look at, no test: they are of the machine as much as of the page.
import puppeteer, { type Page } from "puppeteer-core";
import { browserProgram } from "../tests/browsers/browsers.ts";
import { serveStatic } from "../tests/demo/static-server.ts";

const slowdown = 4;
const loads = Number(process.argv[2] ?? 9);

interface Load {
  /** Milliseconds until the largest thing of the first screen was painted. */
  readonly largestPaint: number;
  /** The longest tasks until the page is still, and from the press of the button until then. */
  readonly loading: number;
  readonly pressing: number;
}

const server = await serveStatic("dist-demo");
const browser = await puppeteer.launch({
  headless: true,
  browser: "chrome",
  executablePath: browserProgram("chromium"),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const runs: Load[] = [];
for (let count = 0; count < loads; count += 1) runs.push(await load());
await browser.close();
await server.close();

const names: Readonly<Record<keyof Load, string>> = {
  largestPaint: "largest contentful paint",
  loading: "longest task while it loads",
  pressing: "longest task after the press",
};
process.stdout.write(`${loads} loads, processor slowed ${slowdown} times, in milliseconds\n`);
for (const [name, title] of Object.entries(names)) {
  const values = runs.map((run) => run[name as keyof Load]).toSorted((a, b) => a - b);
  const median = Math.round(values[Math.floor(values.length / 2)] ?? 0);
  const worst = Math.round(values.at(-1) ?? 0);
  process.stdout.write(`${title.padEnd(30)} median ${median}, worst ${worst}\n`);
}

/** One visit, with nothing kept from another. */
async function load(): Promise<Load> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  const session = await page.createCDPSession();
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.goto(server.url, { waitUntil: "load" });
  await untilStill(page);
  const loaded = await entries(page);
  const pressedAt = await page.evaluate(() => performance.now());
  await page.click("#credentials button[type=submit]");
  await page.waitForSelector("#call[data-state=done]");
  await untilStill(page);
  const after = await entries(page);
  await context.close();
  const longest = (tasks: readonly Task[]) => Math.max(0, ...tasks.map(({ duration }) => duration));
  return {
    largestPaint: loaded.largestPaint,
    loading: longest(loaded.tasks),
    pressing: longest(after.tasks.filter(({ start }) => start >= pressedAt)),
  };
}

interface Task {
  readonly start: number;
  readonly duration: number;
}

/** What the browser has measured so far; tasks of less than 50 ms are not among it. */
async function entries(page: Page): Promise<{ largestPaint: number; tasks: Task[] }> {
  return page.evaluate(async () => {
    const buffered = async (type: string) =>
      new Promise<PerformanceEntryList>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries())).observe({
          type,
          buffered: true,
        });
        // An observer of a kind of which there is none is never called.
        setTimeout(() => resolve([]), 500);
      });
    const paints = await buffered("largest-contentful-paint");
    const tasks = await buffered("longtask");
    return {
      largestPaint: paints.at(-1)?.startTime ?? 0,
      tasks: tasks.map(({ startTime, duration }) => ({ start: startTime, duration })),
    };
  });
}

/** Until the browser has had time to spare twice. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let spare = 0; spare < 2; spare += 1) {
      await new Promise((resolve) => requestIdleCallback(resolve));
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });
}
