// A visitor's secret leaves the page when a button is pressed, and never by itself: a server counts.
import { beforeEach, describe, expect, test, vi } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { type OddServer, sendJson, serveOdd } from "./odd-server.ts";
import { chooseServer, createCountingServer, empty, press } from "./request.ts";

/** A busy machine takes its time. */
const patient = { timeout: 20_000 };

const isPost = (method: string) => method === "POST";

inBrowsers((visit) => {
  const { until, text } = visit;
  const first = async ({ arrivals }: OddServer) =>
    vi.waitUntil(() => arrivals.length === 1, patient);
  /** Waits until the page has given up the one request that it had sent. */
  const left = async ({ leavers }: OddServer, request: string) => {
    await vi.waitUntil(() => leavers.length > 0, patient);
    expect(leavers).toEqual([request]);
  };
  /** Sends something from the page, behind all that it has sent. */
  const sendLast = async ({ origin }: OddServer) =>
    visit.page.evaluate(`fetch("${origin}/last", {
      method: "POST",
      headers: { "content-type": "application/json" },
    }).then((reply) => reply.text())`);

  beforeEach(async () => visit.page.goto(visit.server.url));

  describe("what is pressed once is sent once", { concurrent: false }, () => {
    test("a token is not renewed by itself, nor a secret sent that was cleared; the sandbox's is renewed", async () => {
      const { page } = visit;
      const server = await createCountingServer();
      await chooseServer(visit, server.endpoint);
      await visit.fill("[name=expiresIn]", "5");
      await press(visit, "#call", "done");
      const pressed = await server.arrivals();
      expect(pressed.filter(isPost)).toHaveLength(1);
      await until(`${stateOf("#token .ring")} === "expired"`);
      expect(await server.arrivals()).toEqual(pressed);

      await empty(visit, "#client-secret");
      await page.click("[value=sandbox]");
      await visit.fill("[name=expiresIn]", "5");
      await page.click("[value=broker]");
      await page.click("[value=sandbox]");
      await press(visit, "#call", "done");
      const before = await text("#decoded");
      // Whoever reads further down is left there.
      await page.evaluate(
        'void document.querySelector("#failures").scrollIntoView({ behavior: "instant" })',
      );
      const isAway = 'document.querySelector("#token").getBoundingClientRect().bottom < 0';
      expect(await page.evaluate(isAway)).toBe(true);
      await until(`document.querySelector("#token .ring").classList.contains("turning")`);
      expect(await text("#decoded")).not.toBe(before);
      expect(await page.evaluate(isAway)).toBe(true);
      expect(await page.evaluate('document.querySelector("#renew").hidden')).toBe(true);
      expect(await server.arrivals()).toEqual(pressed);
    });

    test("“Get another one” sends one more, however often it is pressed at once", async () => {
      const { page } = visit;
      const server = await createCountingServer();
      await chooseServer(visit, server.endpoint);
      await page.evaluate(
        `void [1, 2, 3].forEach(() => document.querySelector("#credentials [type=submit]").click())`,
      );
      await until(`${stateOf("#call")} === "done"`);
      const before = await text("#decoded");
      expect(await server.requests()).toHaveLength(2);
      expect(await text("#renew")).toBe("Get another one");
      await page.click("#renew");
      await until(`${stateOf("#call")} === "done"`);
      expect(await text("#decoded")).not.toBe(before);
      await page.evaluate('void [1, 2].forEach(() => document.querySelector("#renew").click())');
      await until(`${stateOf("#call")} === "done"`);
      expect((await server.requests()).map(({ method }) => method)).toEqual([
        "POST",
        "GET",
        "POST",
        "GET",
        "POST",
        "GET",
      ]);
    });

    test.each([
      ["typed in a field", async () => visit.page.type("0")],
      ["another kind", async () => visit.page.click("[value=sandbox]")],
      ["Reset", async () => visit.page.click("#reset")],
    ])("a request that is under way ends with a change of the form: %s", async (_name, change) => {
      const server = await serveOdd(() => {});
      await chooseServer(visit, server.endpoint);
      await visit.page.press("Enter");
      await first(server);
      expect(await visit.page.evaluate(stateOf("#reply"))).toBe("active");
      await change();
      await expectPreview();
      await left(server, "POST /v2/token");
      await expectPreview();
      expect(server.arrivals).toHaveLength(1);
    });

    test("and so do retries", async () => {
      const { page } = visit;
      const server = await serveOdd((_, response) => {
        response.setHeader("access-control-expose-headers", "*");
        response.setHeader("retry-after", "2");
        sendJson(response, {}, 429);
      });
      await chooseServer(visit, server.endpoint);
      await page.press("Enter");
      await until('document.querySelector("#flow-timeline .wait.running")');
      await page.type("0");
      const before = server.arrivals.length;
      await expectPreview();
      // Longer than the wait was to be.
      await page.evaluate("new Promise((resolve) => setTimeout(resolve, 2500))");
      await expectPreview();
      expect(server.arrivals).toHaveLength(before);
    });

    test("and so does a call with the token", async () => {
      const server = await serveOdd(({ method }, response) => {
        if (method === "POST")
          sendJson(response, { token: "FAKE.a.b", expiresIn: 1200, scope: [] });
      });
      await chooseServer(visit, server.endpoint);
      await visit.page.press("Enter");
      await vi.waitUntil(() => server.arrivals.length === 2, patient);
      await visit.page.type("0");
      await expectPreview();
      await left(server, "GET /v2/account");
      await expectPreview();
      expect(server.arrivals).toHaveLength(2);
    });

    test("and so does what the reference's section sends", async () => {
      const { page } = visit;
      const server = await serveOdd(({ url }, response) => {
        if (url === "/last") response.end();
      });
      await chooseServer(visit, server.endpoint);
      await page.evaluate('document.querySelector("#run-reference").click()');
      await first(server);
      await page.type("0");
      await left(server, "POST /v2/token");
      await sendLast(server);
      // The library's request, which was under way, and none of the others.
      expect(server.arrivals).toEqual(["POST /v2/token", "POST /last"]);
      const cells = await page.evaluate<string[]>(
        '[...document.querySelectorAll("[data-cell]")].map(({ textContent }) => textContent)',
      );
      expect(new Set(cells)).toEqual(new Set(["–"]));
      expect(await text("#reference-note")).toBe("");
      expect(await page.evaluate('document.querySelector("#run-reference").ariaBusy')).toBe(
        "false",
      );
    });
  });

  /** The page shows what will be sent, and nothing of what was. */
  async function expectPreview(): Promise<void> {
    const { page } = visit;
    expect(await text("#request .when")).toBe("Will be sent");
    expect(await page.evaluate('document.querySelector("#cancel").hidden')).toBe(true);
    for (const step of ["request", "reply", "token", "call"]) {
      expect(await page.evaluate(stateOf(`#${step}`))).toBe("idle");
    }
    expect(await text("#reply .message")).toBe("");
    expect(await text("#call .message")).toBe("");
    expect(await text("#flow-timeline")).toBe("Nothing was sent yet.");
    expect(await text("#token .outcome")).toBe("Your token will appear here.");
  }
}, true);
