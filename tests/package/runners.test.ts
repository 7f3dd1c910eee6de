// The sandbox as it is installed, in the test runners that its users have, with their timers mocked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { createEmptyApp, write } from "./app.ts";
import { install } from "./install.ts";
import { run } from "./run.ts";
import { nodes } from "./runtimes.ts";
import { shownFile } from "./shown-files.ts";

/** What is installed beside the package, once for all. */
const runners = [
  "vitest@5.1.1",
  "jest@30.5.2",
  "jest-environment-jsdom@30.5.2",
  "jest-fixed-jsdom@0.0.11",
  "jsdom@31.0.1",
  "sinon@22.1.0",
  "msw@2.15.0",
];

/** What a user's test does under mocked timers; it gives what it saw, one word each. */
const scenario = `
import { createSirvClient } from "sirv-token";
import { createSandbox } from "sirv-token/sandbox";

export async function scenario() {
  const sandbox = createSandbox();
  const sirv = createSirvClient(sandbox.credentials, { fetch: sandbox.fetch });
  const upload = (filename) =>
    sirv.post("files/upload", { searchParams: { filename }, body: "FAKE" });
  await upload("/a.jpg");
  sandbox.revoke();
  await upload("/b.jpg");
  const list = await sirv.get("files/readdir", { searchParams: { dirname: "/" } }).json();
  sandbox.fail({ type: "cut-off", path: "/v2/account" });
  const broken = await sirv.get("account").text().then(() => "whole", () => "broken");
  return [
    ...list.contents.map(({ filename }) => filename),
    broken,
    ...sandbox.requests.map(({ status }) => status),
  ].join(" ");
}
`;
const seen = "a.jpg b.jpg broken 200 200 401 200 200 200 200";

const vitestTest = (environment: string) => `
// @vitest-environment ${environment}
import { expect, test, vi } from "vitest";
import { scenario } from "./scenario.js";
test("the sandbox answers", async () => {
  vi.useFakeTimers();
  expect(typeof document).toBe(${JSON.stringify(environment === "jsdom" ? "object" : "undefined")});
  expect(await scenario()).toBe(${JSON.stringify(seen)});
});
`;

const jestTest = (environment: string) => `
/** @jest-environment ${environment} */
import { expect, jest, test } from "@jest/globals";
import { scenario } from "./scenario.js";
test("the sandbox answers", async () => {
  jest.useFakeTimers();
  expect(typeof document).toBe(${JSON.stringify(environment === "node" ? "undefined" : "object")});
  expect(await scenario()).toBe(${JSON.stringify(seen)});
});
`;

let folder = "";

beforeAll(async () => {
  folder = createEmptyApp({ "package.json": '{"private":true,"type":"module"}' });
  await install(folder, inject("registry"), "sirv-token", ...runners);
});

/** A folder of its own for a test, in the one where all is installed. */
function app(name: string, files: Readonly<Record<string, string>>): string {
  return write(join(folder, name), {
    "package.json": '{"private":true,"type":"module"}',
    "scenario.js": scenario,
    ...files,
  });
}

const vitest = async (cwd: string) =>
  run(process.execPath, [join(folder, "node_modules/vitest/vitest.mjs"), "run"], {
    cwd,
    // Not this test's own.
    env: { VITEST: "", VITEST_POOL_ID: "", VITEST_WORKER_ID: "", NODE_OPTIONS: "" },
  });
const jest = async (cwd: string) =>
  run(
    process.execPath,
    [
      "--experimental-vm-modules",
      join(folder, "node_modules/jest/bin/jest.js"),
      "--watchman=false",
    ],
    { cwd },
  );

test.each(["node", "jsdom"])("Vitest, with the environment %s", async (environment) => {
  const cwd = app(`vitest-${environment}`, { "sandbox.test.js": vitestTest(environment) });
  expect((await vitest(cwd)).stdout).toMatch(/Tests +1 passed/);
});

test.each(["node", "jest-fixed-jsdom"])("Jest, with the environment %s", async (environment) => {
  const cwd = app(`jest-${environment}`, { "sandbox.test.js": jestTest(environment) });
  expect((await jest(cwd)).stderr).toMatch(/Tests: +1 passed/);
});

describe.each(nodes)("%s", (name, node) => {
  const inNode = async (files: Readonly<Record<string, string>>, ...args: string[]) => {
    const cwd = app(`${name}-${args.join("-")}`, files);
    return (await run(node, args, { cwd })).stdout;
  };

  test("node:test, from CommonJS", async () => {
    const main = `
const assert = require("node:assert");
const { mock, test } = require("node:test");
const { createSandbox } = require("sirv-token/sandbox");
test("the sandbox answers", async () => {
  mock.timers.enable();
  const { credentials, fetch } = createSandbox();
  const body = JSON.stringify(credentials);
  const headers = { "content-type": "application/json" };
  const response = await fetch("https://api.sirv.com/v2/token", { method: "POST", headers, body });
  assert.equal((await response.json()).expiresIn, 1200);
  const { scenario } = await import("./scenario.js");
  assert.equal(await scenario(), ${JSON.stringify(seen)});
});
`;
    expect(await inNode({ "main.test.cjs": main }, "--test", "main.test.cjs")).toMatch(/pass 1\b/);
  });

  test("Sinon", async () => {
    const main = `
import { useFakeTimers } from "sinon";
import { scenario } from "./scenario.js";
useFakeTimers({ toNotFake: ["queueMicrotask"] });
console.log(await scenario());
`;
    expect((await inNode({ "main.js": main }, "main.js")).trim()).toBe(seen);
  });
});

describe("the tests of docs/testing.md", () => {
  const shown = (name: string) => shownFile("docs/testing.md", name);
  const upload = { "upload.js": shown("upload.js"), "upload.test.js": shown("upload.test.js") };

  test("of an upload, in Vitest", async () => {
    const cwd = app("document-vitest", upload);
    expect((await vitest(cwd)).stdout).toMatch(/Tests +2 passed/);
  });

  test("of an upload, in Jest", async () => {
    const inJest = upload["upload.test.js"].replace(
      /from "vitest"; \/\/ in Jest: from (.*)/,
      "from $1;",
    );
    expect(inJest).toContain("@jest/globals");
    const cwd = app("document-jest", { ...upload, "upload.test.js": inJest });
    expect((await jest(cwd)).stderr).toMatch(/Tests: +2 passed/);
  });

  test("of a client at module scope, in Vitest", async () => {
    const files = { "sirv.js": shown("sirv.js"), "sirv.test.js": shown("sirv.test.js") };
    expect((await vitest(app("document-module-scope", files))).stdout).toMatch(/Tests +1 passed/);
  });
});

test("MSW hands on to the sandbox, as docs/testing.md has it", async () => {
  const [handler = ""] = /http\.all\(.*\)(?=`)/.exec(readFileSync("docs/testing.md", "utf8")) ?? [];
  const main = `
import { http } from "msw";
import { setupServer } from "msw/node";
import { createSandbox } from "sirv-token/sandbox";
import { createUpload } from "./upload.js";

const sandbox = createSandbox();
setupServer(${handler}).listen({ onUnhandledRequest: "error" });
await createUpload(sandbox.credentials)("/a.jpg", "FAKE");
console.log(sandbox.requests.map(({ status }) => status).join(" "));
`;
  const files = { "upload.js": shownFile("docs/testing.md", "upload.js"), "main.js": main };
  const { stdout } = await run(process.execPath, ["main.js"], { cwd: app("msw", files) });
  expect(stdout.trim()).toBe("200 200");
});
