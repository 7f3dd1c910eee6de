// What Sirv's reference prints, what its schema asks for, and what the library sends: side by side.
import { beforeEach, expect, test } from "vitest";
import { serve } from "../../lib/cli/serve.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import {
  createRemoteRecorder,
  createRemoteSandbox,
  httpReply,
  tokenReply,
} from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";
import type { Page } from "./browsers/page.ts";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { paste } from "./paste.ts";

// The sandbox knows this client, and a recorder any.
const { credentials } = createSandbox();
const body = JSON.stringify(credentials);

const settled = `["done", "failed"].includes(${stateOf("#reference-note")})`;

/**
 * How many requests as printed reach a server of another origin: with credentials, the endpoint's “*” does
 * not allow them. Most browsers see that in the preflight, WebKit when the reply is there.
 */
const unread = ({ browser }: Page) => (browser === "WebKit" ? 1 : 0);

inBrowsers((visit) => {
  const { until, text } = visit;
  const cell = async (way: string, name: string) => text(`[data-way=${way}] [data-cell=${name}]`);
  const bodies = async () =>
    Promise.all(["printed", "schema", "library"].map(async (way) => cell(way, "body")));

  async function sendThem(): Promise<void> {
    await visit.page.click("#run-reference");
    await until(settled);
  }

  async function choose(endpoint: string): Promise<void> {
    await visit.page.click("[value=sirv]");
    await paste(visit.page, { endpoint, ...credentials });
  }

  beforeEach(async () => {
    await visit.page.resize(1280, 900);
    await visit.page.goto(visit.server.url);
    // WebKit never ends the installation of a worker whose page is left meanwhile.
    await until("navigator.serviceWorker.controller");
  });

  test("the schema stands beside, and that there is no query string", async () => {
    expect(await text("#reference .schema")).toMatch(/Query string\s+None\s+Body payload/);
    const schema = JSON.parse(await text("#reference .schema pre")) as Record<string, unknown>;
    expect(schema).toMatchObject({
      properties: { clientId: { type: "string" }, clientSecret: { type: "string" } },
      additionalProperties: false,
      required: ["clientId", "clientSecret"],
    });
  });

  test("as printed it gets 400, as the schema asks 200, with the library's very bytes", async () => {
    await sendThem();
    expect(await cell("printed", "outcome")).toMatch(/^400 .*clientId.* is required/);
    expect(await cell("printed", "headers")).toContain("authorization: Bearer BEARER_TOKEN_HERE");
    expect(await cell("schema", "outcome")).toMatch(/^200, and a text/);
    expect(await cell("schema", "headers")).toBe("content-type: application/json");
    expect(await cell("library", "outcome")).toMatch(/^An AccessToken, checked, good until /);
    expect(await cell("library", "headers")).toBe("content-type: application/json");
    const masked = body.replace(credentials.clientSecret, "••••••••");
    expect(await bodies()).toEqual(["{}", masked, masked]);
    await visit.page.click("#reveal");
    expect(await bodies()).toEqual(["{}", body, body]);
    expect(await text("#reference-note")).toBe(
      "The library sent what the schema asks for, byte for byte: 148 bytes. The samples, as printed, got 400: they send an empty object.",
    );
    // Of single requests, which say nothing.
    expect(await text("#reference .content")).not.toMatch(/\d\s?(ms|s|seconds)\b/);
  });

  test("over the wire too, the schema's bytes are the library's", async () => {
    const json = { "content-type": "application/json" };
    const recorder = await createRemoteRecorder(httpReply(JSON.stringify(tokenReply), 200, json));
    await choose(recorder.endpoint);
    await sendThem();
    const sent = (await recorder.requests()).map((request) => parseMessage(request));
    const ours = sent.filter((message) => message?.body !== "{}");
    expect(ours.map((message) => message?.body)).toEqual([body, body]);
    expect(sent).toHaveLength(2 + unread(visit.page));
    for (const message of ours) {
      expect(message?.line).toBe("POST /v2/token HTTP/1.1");
      expect(message?.headers.get("content-type")).toBe("application/json");
      expect(message?.headers.has("authorization")).toBe(false);
    }
    expect(ours[0]?.headers.get("content-length")).toBe("148");
  });

  test("across origins the printed sample gets nothing, and the page says why", async () => {
    const sandbox = await createRemoteSandbox();
    await choose(sandbox.endpoint);
    await sendThem();
    expect(await cell("printed", "outcome")).toBe("Status 0, and no reason given");
    expect(await cell("schema", "outcome")).toMatch(/^200/);
    expect(await cell("library", "outcome")).toMatch(/^An AccessToken/);
    expect(await text("#reference-note")).toContain(
      "The samples got no reply: they set withCredentials",
    );
    expect((await sandbox.requests()).filter(({ status }) => status === 200)).toHaveLength(2);
    expect(await sandbox.requests()).toHaveLength(2 + unread(visit.page));
  });

  test("where another origin lets it through, it gets 400 from a real server", async () => {
    const sandbox = createSandbox();
    const arrived: string[] = [];
    const { origin } = new URL(visit.server.url);
    const served = await serve(async (request) => {
      if (request.method === "POST") {
        const authorization = request.headers.get("authorization") ?? "none";
        arrived.push(`${authorization}: ${await request.clone().text()}`);
      }
      const response = await sandbox.fetch(request);
      response.headers.set("access-control-allow-origin", origin);
      response.headers.set("access-control-allow-credentials", "true");
      response.headers.set("access-control-allow-headers", "authorization, content-type");
      return response;
    }, 0);
    await choose(`${served.origin}/v2/token`);
    await sendThem();
    await served.close();
    expect(await cell("printed", "outcome")).toMatch(/^400 /);
    expect(arrived).toEqual([`none: ${body}`, "Bearer BEARER_TOKEN_HERE: {}", `none: ${body}`]);
  });

  // The browser shows the visitor what is no address, the library says why it refuses one.
  test.each([
    ["", ""],
    ["https://[fake", ""],
    ["http://fake.example/v2/token", "The library refused to send this, so nothing was sent."],
  ])("nothing is sent to the address %j, by neither", async (address, note) => {
    const json = { "content-type": "application/json" };
    const recorder = await createRemoteRecorder(httpReply(JSON.stringify(tokenReply), 200, json));
    const { page } = visit;
    await choose(address);
    expect(await page.evaluate('document.querySelector("[name=endpoint]").value')).toBe(address);
    await page.evaluate("performance.clearResourceTimings()");
    await page.click("#run-reference");
    await until(
      `document.querySelector("#reference-note").textContent === ${JSON.stringify(note)}`,
    );
    // And the button works the next time. By key: sooner or later, and smoothly, browsers scroll to the
    // field that they complain of, and a click would miss what moves.
    await paste(page, { endpoint: recorder.endpoint });
    await page.evaluate('document.querySelector("#run-reference").focus()');
    await page.press("Enter");
    await until(settled);
    expect(await recorder.requests()).toHaveLength(2 + unread(page));
    const addresses = await page.evaluate<string[]>(`performance.getEntriesByType("resource")
      .filter(({ initiatorType }) => /^(fetch|xmlhttprequest)$/.test(initiatorType))
      .map(({ name }) => name)`);
    expect(new Set(addresses)).toEqual(new Set([recorder.endpoint]));
  });
});
