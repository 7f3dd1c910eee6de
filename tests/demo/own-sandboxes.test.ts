// Every section has a sandbox of its own: what one does to its own changes nothing for the others.
import { beforeEach, describe, expect, test } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { press } from "./request.ts";

inBrowsers((visit) => {
  const { until, text } = visit;
  const act = async (action: string, said: RegExp) => {
    // By a script: the section above may still move this one.
    await visit.page.evaluate(`document.querySelector("[data-action=${action}]").click()`);
    await until(`${String(said)}.test(document.querySelector("#provider-note").textContent)`);
  };
  const pick = async (failure: string) => {
    await visit.page.click(`[data-failure=${failure}]`);
    await until(`${stateOf("#failure-result")} === "failed"`);
    return text("#failure-result .code");
  };
  const sendThem = async () => {
    await visit.page.click("#run-reference");
    await until('document.querySelector("#reference-note").textContent !== ""');
    return text("#reference-note");
  };

  beforeEach(async () => {
    await visit.page.goto(visit.server.url);
    // By the worker, which carries them all.
    await until("navigator.serviceWorker.controller !== null");
  });

  describe("one for each", { concurrent: false }, () => {
    test("a server of the provider that is down changes nothing elsewhere", async () => {
      await act("down", /^The server is down/);
      // How many requests, depends on the app, which asks once a second from now on.
      await act("crowd", /^100 callers, \d token requests?, 100 failed: network_error/);
      expect(await pick("secret")).toBe("unauthorized");
      expect(await text("#failure-result .received .line")).toBe("401 Unauthorized");
      expect(await sendThem()).toMatch(/^The library sent what the schema asks for/);
      await press(visit, "#call", "done");
      await visit.page.click("[value=broker]");
      await press(visit, "#call", "done");
      expect(await text("#call-reply .line")).toBe("200 OK");
    });

    test("failures change neither the flow, nor the reference, nor the provider", async () => {
      const { page } = visit;
      const pressed = ["offline", "garbage", "limit", "slow"].map(
        (name) => `document.querySelector("[data-failure=${name}]").click()`,
      );
      await page.evaluate(`void [${pressed.join()}]`);
      await press(visit, "#call", "done");
      expect(await text("#reply .line")).toBe("200 OK");
      expect(await sendThem()).toMatch(/^The library sent what the schema asks for/);
      await act("crowd", /^100 callers, 1 token request, 0 failed/);
      await until(`${stateOf("#failure-result")} === "failed"`);
      expect(await text("#failure-result .code")).toBe("timeout");
    });

    test("and one failure does not change the next", async () => {
      expect(await pick("limit")).toBe("rate_limited");
      expect(await pick("offline")).toBe("network_error");
      expect(await pick("secret")).toBe("unauthorized");
      expect(await pick("garbage")).toBe("invalid_response");
    });

    test("a token that expired 30 times dates no token ahead", async () => {
      const { page } = visit;
      // What the page's own fetch gave.
      await page.evaluate(`void (() => {
        const send = fetch;
        globalThis.replies = [];
        globalThis.fetch = async (...args) => {
          const response = await send(...args);
          response.clone().text().then((text) => replies.push(text));
          return response;
        };
      })()`);
      await act("crowd", /^100 callers, 1 token request, 0 failed/);
      await page.evaluate(`(async () => {
        for (let press = 0; press < 30; press += 1) {
          document.querySelector("[data-action=expire]").click();
          await new Promise((resolve) => setTimeout(resolve, press));
        }
      })()`);
      await until('document.querySelector("#provider-note").textContent.startsWith("Expired")');
      await press(visit, "#call", "done");
      const { tokens, now } = await page.evaluate<{ tokens: readonly string[]; now: number }>(`({
        tokens: replies.flatMap((text) => JSON.parse(text).token ?? []),
        now: Date.now() / 1000,
      })`);
      // The first, those after the refusals, and the flow's.
      expect(tokens.length).toBeGreaterThanOrEqual(3);
      const [, shown] = /iat \(issued\)\s+(\d+)/.exec(await text("#decoded")) ?? [];
      const dates = [...tokens.map(issuedAt), Number(shown)];
      for (const date of dates) expect(Math.abs(now - date)).toBeLessThan(15);
      expect(await page.evaluate(stateOf("#provider .ring"))).toBe("good");
    });
  });
}, true);

function issuedAt(token: string): number {
  const [, claims = ""] = token.split(".");
  const { iat } = JSON.parse(Buffer.from(claims, "base64url").toString()) as { iat: number };
  return iat;
}
