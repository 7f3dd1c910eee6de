import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { createRemoteSandbox } from "../support/control.ts";
import { serve } from "../../lib/cli/serve.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import {
  chooseServer,
  createCountingServer,
  fakeClient,
  press,
  submit,
  valueOf,
} from "./request.ts";

inBrowsers((visit) => {
  const { until, text, fill } = visit;

  beforeEach(async () => visit.page.goto(visit.server.url));

  test("the sandbox in the page: every step, from the credentials to a call", async () => {
    const { page, server } = visit;
    await page.click(submit);
    await until(`${stateOf("#call")} === "done"`);

    expect(await text("#request .line")).toBe(`POST ${server.url}sandbox/v2/token`);
    expect(await text("#request .headers")).toMatch(/^content-type\s+application\/json$/);
    expect(await text("#request .body")).toBe(
      '{\n  "clientId": "sandboxClientOfNoAccount000",\n  "clientSecret": "••••••••"\n}',
    );
    await page.click("#request .body-view button");
    expect(await text("#request .body")).toBe(
      '{"clientId":"sandboxClientOfNoAccount000","clientSecret":"••••••••"}',
    );
    expect(await text("#reply .line")).toBe("200 OK");
    expect(await text("#reply .headers")).toMatch(/cache-control\s+no-cache/);
    expect(await text("#reply .body")).toMatch(
      /^{\s+"token": "••••••••",\s+"expiresIn": 1200,\s+"scope": \[/,
    );
    expect(await text("#decoded")).toMatch(/clientName\s+Sandbox/);
    expect(await text("#decoded .scopes dl")).toMatch(/^account:read\s/);
    expect(await text("#token .time")).toMatch(/^(20:00|19:5\d)$/);
    expect(await text("#call .line")).toBe(`GET ${server.url}sandbox/v2/account`);
    expect(await text("#call .headers")).toMatch(/^authorization\s+Bearer ••••••••$/);
    expect(await text("#call-reply .body")).toContain('"alias": "sandbox"');
    expect(await text("#flow-timeline")).toMatch(/POST \/v2\/token[^]*GET \/v2\/account/);
    await until(
      'document.querySelector("#announcement").textContent.includes("The call with the token was answered with 200.")',
    );
    // The document itself, its files, and the requests above.
    const origins = await page.evaluate<string[]>(
      "performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin)",
    );
    expect(new Set(origins)).toEqual(new Set([new URL(server.url).origin]));
  });

  test("what is secret is in the document only while it is revealed", async () => {
    const { page } = visit;
    const shown = async () =>
      page.evaluate<boolean>(
        "/FAKE.secret|eyJ[\\w-]+\\.eyJ/.test(document.documentElement.outerHTML)",
      );
    await page.click(submit);
    await until(`${stateOf("#call")} === "done"`);
    expect(await shown()).toBe(false);
    await page.click("#reveal");
    expect(await shown()).toBe(true);
    expect(await text("#request .body")).toContain('"clientSecret": "FAKE+secret/of+the/sandbox');
    expect(await text("#token .token-text")).toMatch(/^eyJ[\w-]+/);
    await page.click("#reveal");
    expect(await shown()).toBe(false);
  });

  test("nothing is kept: no storage, no address, no cookie", async () => {
    const { page, server } = visit;
    await page.click(submit);
    await until(`${stateOf("#call")} === "done"`);
    expect(
      await page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]"),
    ).toEqual([0, 0, ""]);
    expect(await page.evaluate("location.href")).toBe(server.url);
  });

  test("a link can't name another server than this machine's", async () => {
    const { page, server } = visit;
    const elsewhere = "https://api.sirv.com.fake.example/v2/token";
    await page.goto(`${server.url}?endpoint=${encodeURIComponent(elsewhere)}`);
    expect(await page.evaluate(valueOf("endpoint"))).toBe(`${server.url}sandbox/v2/token`);
    await page.click("[value=sirv]");
    expect(await page.evaluate(valueOf("endpoint"))).toBe("https://api.sirv.com/v2/token");
  });

  test("a lifetime that is asked for", async () => {
    const { page } = visit;
    await fill("[name=expiresIn]", "90");
    await page.click(submit);
    await until(`${stateOf("#call")} === "done"`);
    expect(await text("#request .body")).toMatch(/,\s+"expiresIn": 90\s}$/);
    expect(await text("#token .time")).toMatch(/^1:(30|2\d)$/);
  });

  test("a wrong secret ends at the reply", async () => {
    const { page } = visit;
    await fill("#client-secret", "FAKE-wrong");
    await page.click(submit);
    await until(`${stateOf("#token")} === "failed"`);
    expect(await text("#reply .line")).toBe("401 Unauthorized");
    expect(await text("#token .code")).toBe("unauthorized");
    expect(await page.evaluate(stateOf("#call"))).toBe("idle");
    expect(await text("#announcement")).toMatch(/No token\. unauthorized/);
  });

  describe("an endpoint of another origin", () => {
    test("every step, over real HTTP", async () => {
      const sandbox = await createCountingServer();
      await chooseServer(visit, sandbox.endpoint);
      await press(visit, "#call", "done");
      expect(await text("#request .line")).toBe(`POST ${sandbox.endpoint}`);
      expect(await text("#call .line")).toBe(`GET ${sandbox.base}/v2/account`);
      expect(await sandbox.requests()).toEqual([
        { method: "POST", path: "/v2/token", status: 200 },
        { method: "GET", path: "/v2/account", status: 200 },
      ]);
    });

    test("retries and their waits are on the clock", async () => {
      const { page } = visit;
      const sandbox = await createCountingServer();
      await sandbox.fail({ type: "status", status: 503 }, { type: "status", status: 503 });
      await chooseServer(visit, sandbox.endpoint);
      await press(visit, "#call", "done");
      const kinds = await page.evaluate<string[]>(
        '[...document.querySelectorAll("#flow-timeline .bar")].map((bar) => bar.className)',
      );
      expect(kinds).toEqual([
        "bar failed",
        "bar wait",
        "bar failed",
        "bar wait",
        "bar request",
        "bar request",
      ]);
    });

    test("a preflight is on the clock, where the browser and the endpoint tell", async () => {
      const { page } = visit;
      const sandbox = createSandbox({ clients: [fakeClient] });
      const served = await serve(async (request) => {
        const response = await sandbox.fetch(request);
        // So long that nobody takes it for the connection.
        if (request.method === "OPTIONS") await sleep(50);
        response.headers.set("timing-allow-origin", "*");
        return response;
      }, 0);
      await chooseServer(visit, `${served.origin}/v2/token`);
      await press(visit, "#call", "done");
      const shown = await text("#flow-timeline");
      const note = await text("#clock-note");
      await served.close();
      // WebKit counts the preflight as a part of the request.
      expect(shown.startsWith("Preflight")).toBe(page.browser !== "WebKit");
      expect(note === "").toBe(page.browser !== "WebKit");
    });

    test("one that npm start names is chosen", async () => {
      const { page, server } = visit;
      const sandbox = await createRemoteSandbox();
      await page.goto(`${server.url}?endpoint=${encodeURIComponent(sandbox.endpoint)}`);
      await page.click(submit);
      await until(`${stateOf("#call")} === "done"`);
      expect(await sandbox.requests()).toHaveLength(2);
    });
  });

  test("Sirv with a secret of one's own shows the warning and the broker's way", async () => {
    const { page } = visit;
    const hidden = async () =>
      page.evaluate<boolean>('document.querySelector("#secret-warning").hidden');
    await page.click("[value=sirv]");
    expect(await page.evaluate(valueOf("endpoint"))).toBe("https://api.sirv.com/v2/token");
    expect(await hidden()).toBe(true);
    await fill("#client-secret", "FAKE-mine");
    expect(await hidden()).toBe(false);
    expect(await text("#secret-warning")).toMatch(/public.*broker/s);
  });
});
