import { beforeEach, expect, test } from "vitest";
import {
  createRemoteRecorder,
  createRemoteSandbox,
  httpReply,
  tokenReply,
} from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";
import { inBrowsers } from "./in-browsers.ts";

inBrowsers((visit) => {
  const { until, text, fill } = visit;
  const cell = (way: string, name: string) => `[data-way=${way}] [data-cell=${name}]`;
  const sendBoth = async () => {
    await visit.page.click("#run-both");
    await until('document.querySelector("#compare-note").textContent !== ""');
  };

  beforeEach(async () => visit.page.goto(visit.server.url));

  test("both reach the sandbox with the same bytes", async () => {
    await sendBoth();
    expect(await text("#compare-note")).toBe("The same 146 bytes, byte for byte.");
    for (const way of ["xhr", "library"]) {
      expect(await text(cell(way, "body"))).toContain('"clientSecret":"••••••••"');
      expect(await text(cell(way, "headers"))).toContain("content-type: application/json");
    }
    expect(await text(cell("xhr", "headers"))).toContain("authorization: Bearer BEARER_TOKEN_HERE");
    expect(await text(cell("library", "headers"))).not.toContain("authorization");
    expect(await text(cell("xhr", "outcome"))).toMatch(/^200 and a text/);
    expect(await text(cell("library", "outcome"))).toMatch(/^an AccessToken, checked, until /);
  });

  test("both reach a server of another origin with the same bytes", async () => {
    const recorder = await createRemoteRecorder(
      httpReply(JSON.stringify(tokenReply), 200, { "content-type": "application/json" }),
    );
    await visit.page.click("[value=sirv]");
    await fill("[name=endpoint]", recorder.endpoint);
    await sendBoth();
    const [old, ours] = (await recorder.requests()).map((request) => parseMessage(request)?.body);
    expect(ours).toHaveLength(146);
    expect(old).toBe(ours);
  });

  // The browser shows the visitor what is no address, the library says why it refuses one.
  test.each([
    ["", ""],
    ["https://[fake", ""],
    ["http://fake.example/v2/token", "The library refused to send this, so that nothing was sent."],
  ])("nothing is sent to the address %j, by neither", async (address, note) => {
    const recorder = await createRemoteRecorder(httpReply(JSON.stringify(tokenReply)));
    const { page } = visit;
    await page.click("[value=sirv]");
    await fill("[name=endpoint]", address);
    if (address === "") await page.press("Backspace");
    expect(await page.evaluate('document.querySelector("[name=endpoint]").value')).toBe(address);
    await page.evaluate("performance.clearResourceTimings()");
    await page.click("#run-both");
    await until(`document.querySelector("#compare-note").textContent === ${JSON.stringify(note)}`);
    // And the button works the next time.
    await fill("[name=endpoint]", recorder.endpoint);
    await page.click("#run-both");
    await until('document.querySelector("#compare-note").textContent.startsWith("The same")');
    expect(await recorder.requests()).toHaveLength(2);
    const addresses = await page.evaluate<string[]>(`performance.getEntriesByType("resource")
      .filter(({ initiatorType }) => /^(fetch|xmlhttprequest)$/.test(initiatorType))
      .map(({ name }) => name)`);
    expect(new Set(addresses)).toEqual(new Set([recorder.endpoint]));
  });

  test("withCredentials, as the reference has it, is refused across origins", async () => {
    const sandbox = await createRemoteSandbox();
    await visit.page.click("[value=sirv]");
    await fill("[name=endpoint]", sandbox.endpoint);
    await visit.page.click("#with-credentials");
    await sendBoth();
    expect(await text("#compare-note")).toContain("The browser refused the XMLHttpRequest’s reply");
    expect(await text(cell("xhr", "outcome"))).toBe("status 0, and no reason given");
    expect(await text(cell("library", "outcome"))).toMatch(/^an AccessToken/);
  });
});
