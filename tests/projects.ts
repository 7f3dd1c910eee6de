// Where the tests run: the same files in every runtime, but for those that are about one platform.
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import type { TestProjectInlineConfiguration } from "vitest/config";
import type { BrowserName } from "./browsers/browsers.ts";
import { browserProvider } from "./browsers/provider.ts";

/** Tests of other programs, which are the same whichever Node starts them. */
const once = [
  "tests/edge/edge.test.ts",
  "tests/edge/environment.test.ts",
  "tests/bench/**/*.test.ts",
  "tests/docs/**/*.test.ts",
  "tests/scripts/**/*.test.ts",
  "tests/security.test.ts",
  "tests/browsers/**/*.test.ts",
];
/** Tests of what runs in Node alone. */
const nodeOnly = ["tests/cli/**/*.test.ts", "tests/edge/**/*.test.ts"];
/** Tests that run programs in other languages, which the system must have. */
const samples = ["tests/samples/**/*.test.ts"];
/** Tests of the package as it is published. */
const published = ["tests/package/**/*.test.ts"];
/** Tests of many processes that share a token; they need a Redis. */
const fleet = ["tests/fleet/**/*.test.ts"];
/** Tests of the demo page: each of them drives every browser. */
const demo = ["tests/demo/**/*.test.ts"];
/** Tests of what browsers alone enforce. */
const browserOnly = ["tests/cors/**/*.test.ts"];

const everywhere = {
  include: ["tests/**/*.test.ts"],
  exclude: [...once, ...nodeOnly, ...samples, ...published, ...fleet, ...demo, ...browserOnly],
};

/** Vitest leaves one core alone, which of two is half; these tests wait more than they work. */
const onAllCores = { maxWorkers: "100%" };

type TestOptions = NonNullable<TestProjectInlineConfiguration["test"]>;

const projects: TestProjectInlineConfiguration[] = [
  // This one runs in Deno and Bun too: whatever runtime Vitest itself runs in.
  project({ name: "node", ...everywhere, ...onAllCores }),
  project({ name: "node-only", include: nodeOnly, exclude: once, ...onAllCores }),
  project({ name: "once", include: once, ...onAllCores }),
  project({ name: "samples", include: samples }),
  project({
    name: "fleet",
    include: fleet,
    // A test has many processes.
    maxWorkers: 1,
    sequence: { concurrent: false },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  }),
  project({
    name: "package",
    include: published,
    globalSetup: ["tests/package/setup.ts"],
    testTimeout: 120_000,
    // On a busy machine Next's build alone takes two minutes.
    hookTimeout: 300_000,
  }),
  project({
    name: "demo",
    include: demo,
    globalSetup: ["tests/demo/build.ts"],
    // One browser at a time, and one thing in it.
    maxWorkers: 1,
    sequence: { concurrent: false },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  }),
  project({ name: "happy-dom", environment: "happy-dom", ...everywhere, ...onAllCores }),
  {
    ...project({ name: "workerd", ...everywhere }),
    plugins: [
      cloudflareTest({
        miniflare: { compatibilityDate: "2026-07-01", compatibilityFlags: ["nodejs_compat"] },
      }),
    ],
  },
  inBrowser("chromium"),
  inBrowser("firefox"),
  inBrowser("webkit"),
];
export default projects;

function project(test: TestOptions): TestProjectInlineConfiguration {
  return { extends: true, test };
}

function inBrowser(name: BrowserName): TestProjectInlineConfiguration {
  return project({
    name,
    include: everywhere.include,
    exclude: [...once, ...nodeOnly, ...samples, ...published, ...fleet, ...demo],
    browser: {
      enabled: true,
      headless: true,
      ui: false,
      screenshotFailures: false,
      provider: browserProvider(name),
      instances: [{ browser: name, name }],
    },
  });
}
