import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Page } from "../../demo/browsers/page.ts";
import { openChromium } from "../../demo/browsers/puppeteer.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import { run } from "../run.ts";
import type { RunningServer } from "../running-server.ts";
import { environmentFor, installExample, pathsOf, startExample, textAt } from "./example.ts";

// One thing at a time in the browser.
describe("in Chromium", { concurrent: false }, () => {
  let cwd: string;
  let sandbox: RemoteSandbox;
  let server: RunningServer;
  let page: Page;
  beforeAll(async () => {
    cwd = await installExample("express-broker");
    sandbox = await createRemoteSandbox();
    server = await startExample(cwd, { ...environmentFor(sandbox), PASSWORD: "FAKE-password" });
    page = await openChromium();
  });
  afterAll(async () => {
    await Promise.all([page, server].map(async (each) => each?.close()));
  });

  const shown = async (text: string) =>
    vi.waitFor(
      async () => expect(await page.evaluate("document.body.innerText")).toContain(text),
      30_000,
    );
  const logIn = async (password: string) => {
    await page.goto(server.origin);
    await page.click("[name=password]");
    await page.type(password);
    await page.press("Enter");
  };
  const upload = async (name: string, text: string) => {
    await page.evaluate(`void (() => {
      const chosen = new DataTransfer();
      chosen.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
      document.querySelector("[type=file]").files = chosen.files;
    })()`);
    await page.click("#upload button");
  };

  test("who is not logged in gets no token", async () => {
    const response = await fetch(`${server.origin}/api/sirv-token`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.origin },
      body: "{}",
    });
    expect(response.status).toBe(401);
    expect(await sandbox.requests()).toEqual([]);
  });

  test("a wrong password opens nothing", async () => {
    const body = new URLSearchParams({ password: "FAKE-other" });
    const { url, headers } = await fetch(`${server.origin}/login`, { method: "POST", body });
    expect(url).toBe(`${server.origin}/`);
    expect(headers.has("set-cookie")).toBe(false);
    expect((await fetch(`${server.origin}/login`, { method: "POST" })).ok).toBe(true);
    await logIn("FAKE-other");
    // The page that was there had it written in its field.
    const written = async () => page.evaluate('document.querySelector("[name=password]")?.value');
    await vi.waitFor(async () => expect(await written()).toBe(""), 30_000);
    await shown("Password");
    expect(await sandbox.requests()).toEqual([]);
  });

  test("whoever knows it uploads a file from the page to Sirv", async () => {
    await logIn("FAKE-password");
    await shown("Upload");
    await upload("a & b.txt", "from the page");
    await shown("/uploads/a & b.txt is there");
    expect(await pathsOf(sandbox)).toEqual(["/v2/token 200", "/v2/files/upload 200"]);
    expect(await textAt(sandbox, "/uploads/a & b.txt")).toBe("from the page");
    expect(await page.problems()).toEqual([]);
  });

  test("a page whose session has ended asks for the password", async () => {
    await page.goto(server.origin);
    await shown("Upload");
    await page.evaluate('fetch("/logout", { method: "POST" }).then(() => null)');
    await upload("c.txt", "too late");
    await shown("Password");
    await expect(textAt(sandbox, "/uploads/c.txt")).rejects.toThrow("404");
  });

  test("the server does not start without a password", async () => {
    const start = run("npm", ["start"], { cwd, env: environmentFor(sandbox) });
    await expect(start).rejects.toThrow("Set PASSWORD");
  });

  test("the server ends with the reason when its port is taken", async () => {
    const { port: PORT } = new URL(server.origin);
    const env = { ...environmentFor(sandbox), PASSWORD: "FAKE-password", PORT };
    await expect(run("npm", ["start"], { cwd, env })).rejects.toThrow("EADDRINUSE");
  });
});
