import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { SandboxRequest } from "../../../lib/sandbox/index.ts";
import type { Page } from "../../demo/browsers/page.ts";
import { openChromium } from "../../demo/browsers/puppeteer.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import { run } from "../run.ts";
import type { RunningServer } from "../running-server.ts";
import { clientOf, environmentFor, installExample, startExample } from "./example.ts";

describe("built for production", { concurrent: false }, () => {
  let cwd: string;
  let sandbox: RemoteSandbox;
  let requestsOfBuild: readonly SandboxRequest[];
  let server: RunningServer;
  let page: Page;
  beforeAll(async () => {
    cwd = await installExample("nextjs");
    sandbox = await createRemoteSandbox();
    const env = {
      ...environmentFor(sandbox),
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
    };
    // With the credentials in the environment, as where a server builds what it runs.
    await run("npm", ["run", "build"], { cwd, env });
    requestsOfBuild = await sandbox.requests();
    server = await startExample(cwd, env);
    page = await openChromium();
  });
  afterAll(async () => {
    await Promise.all([page, server].map(async (each) => each?.close()));
  });

  test("the page shows the account, and the names that the route lists", async () => {
    // More than a page of Sirv's.
    const names = Array.from({ length: 101 }, (_, index) => `${index}.jpg`);
    const sirv = clientOf(sandbox);
    for (const name of names) {
      await sirv.post("files/upload", { searchParams: { filename: `/${name}` }, body: "FAKE" });
    }
    await page.goto(server.origin);
    expect(await page.evaluate('document.querySelector("h1").innerText')).toBe("sandbox");
    const listed = () =>
      page.evaluate<string[]>('[...document.querySelectorAll("li")].map((item) => item.innerText)');
    await vi.waitFor(async () => {
      // Before React has come, nobody hears it.
      await page.click("button");
      expect(new Set(await listed())).toEqual(new Set(names));
    }, 30_000);
    expect(await page.problems()).toEqual([]);
  });

  test("no token was asked for in the build", () => {
    expect(requestsOfBuild).toEqual([]);
  });

  test("nothing that was built, and no page, holds the credentials or a token", async () => {
    const built = globSync(join(cwd, ".next/**/*"), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
    expect(built.some((text) => text.includes("Show the files"))).toBe(true);
    const html = await (await fetch(server.origin)).text();
    const { clientId, clientSecret } = sandbox.credentials;
    const secrets = [clientId, clientSecret, "eyJhbGciOi"];
    const holders = [...built, html].filter((text) => secrets.some((each) => text.includes(each)));
    expect(holders).toEqual([]);
  });
});
