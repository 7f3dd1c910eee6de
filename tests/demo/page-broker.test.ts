import { beforeEach, describe, expect, test } from "vitest";
import { createTokenBroker } from "../../lib/broker/index.ts";
import { serve } from "../../lib/cli/serve.ts";
import { createTokenProvider } from "../../lib/index.ts";
import { tokenReply } from "../support/control.ts";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { isHidden, press, valueOf } from "./request.ts";

inBrowsers((visit) => {
  const { until, text, fill } = visit;

  describe("a broker", { concurrent: false }, () => {
    beforeEach(async () => {
      await visit.page.goto(visit.server.url);
      await visit.page.click("[value=broker]");
    });

    test("the page's own broker gets {} and gives a token, with which the call is made", async () => {
      const { page, server } = visit;
      expect(await page.evaluate(valueOf("endpoint"))).toBe(
        `${server.url}sandbox/your-server/sirv-token`,
      );
      await press(visit, "#call", "done");
      expect(await text("#request .body")).toBe("{}");
      expect(await text("#decoded")).toMatch(/clientName\s+Sandbox/);
      expect(await text("#call .line")).toBe(`GET ${server.url}sandbox/v2/account`);
      expect(await text("#call-reply .line")).toBe("200 OK");
      // Nobody's secret but the server's is known.
      expect(await page.evaluate(`[${valueOf("clientId")}, ${valueOf("clientSecret")}]`)).toEqual([
        "",
        "",
      ]);
    });

    test("without a session it refuses, and with one again it does not", async () => {
      const { page } = visit;
      await press(visit, "#call", "done");
      await page.click("#session");
      // A change of the form like any other.
      expect(await page.evaluate(stateOf("#token"))).toBe("idle");
      await press(visit, "#token", "failed");
      expect(await text("#reply .line")).toBe("401 Unauthorized");
      expect(await text("#token .code")).toBe("unauthorized");
      expect(await page.evaluate(stateOf("#call"))).toBe("idle");
      await page.click("#session");
      await press(visit, "#call", "done");
      expect(await text("#call-reply .line")).toBe("200 OK");
    });

    test("a broker of one's own is asked with {}, and Sirv not unasked", async () => {
      const { page, server } = visit;
      const asked: string[] = [];
      const handler = createTokenBroker(
        createTokenProvider(() => tokenReply),
        { authorize: () => true, origins: [new URL(server.url).origin] },
      );
      const broker = await serve(async (request) => {
        if (request.method === "POST") asked.push(await request.clone().text());
        return handler(request);
      }, 0);
      expect(await page.evaluate('document.querySelector("#client-secret").disabled')).toBe(true);
      expect(await page.evaluate(isHidden("#session"))).toBe(false);
      await fill("[name=endpoint]", `${broker.origin}/sirv-token`);
      // It has a session of its own.
      expect(await page.evaluate(isHidden("#session"))).toBe(true);
      await press(visit, "#token", "done");
      await broker.close();
      expect(asked).toEqual(["{}"]);
      expect(await text("#request .body")).toBe("{}");
      expect(await text("#token .token-view")).toContain("1 scope");
      // Sirv itself is asked only on demand.
      expect(await text("#send-call")).toBe("Send it to Sirv");
      expect(await page.evaluate(stateOf("#call"))).toBe("idle");
      expect(await page.evaluate('document.querySelector("#cancel").hidden')).toBe(true);
      // Tests don't call Sirv.
      await page.evaluate(
        "void (globalThis.fetch = async (...request) => Response.json({ url: new Request(...request).url }))",
      );
      await page.click("#send-call");
      await until(`${stateOf("#call")} === "done"`);
      expect(await text("#call-reply .body")).toContain("https://api.sirv.com/v2/account");
      // The button is gone, and the keyboard stays where it was.
      expect(await page.evaluate('document.activeElement.closest("#call") !== null')).toBe(true);
    });

    test("what is no broker's reply is a failure", async () => {
      const replies = [
        new Response("<!doctype html><b>FAKE</b>", { headers: { "content-type": "text/html" } }),
        new Response("<!doctype html><b>FAKE</b>", { status: 500 }),
        Response.json({ token: 7, expiresIn: -1 }),
        Response.json({ token: "FAKE token of\ntwo lines", expiresIn: 1200 }),
      ];
      const codes = ["invalid_response", "http_error", "invalid_response", "invalid_response"];
      const broker = await serve(async ({ method, headers }) => {
        const reply = method === "POST" ? replies.shift()! : new Response();
        reply.headers.set("access-control-allow-origin", headers.get("origin") ?? "*");
        reply.headers.set("access-control-allow-credentials", "true");
        reply.headers.set("access-control-allow-headers", "content-type");
        return reply;
      }, 0);
      await fill("[name=endpoint]", `${broker.origin}/sirv-token`);
      for (const code of codes) {
        await press(visit, "#token", "failed");
        expect(await text("#token .code")).toBe(code);
        await until('document.querySelectorAll("#flow-timeline .running").length === 0');
        await visit.page.evaluate('void (document.querySelector("#token").dataset.state = "seen")');
      }
      await broker.close();
    });
  });
}, true);
