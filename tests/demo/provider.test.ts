import { beforeEach, describe, expect, test } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";

inBrowsers((visit) => {
  const { until, text } = visit;
  const count = (name: string) =>
    `Number(document.querySelector("[data-count=${name}]").textContent)`;
  const act = async (action: string, said: RegExp) => {
    await visit.page.click(`[data-action=${action}]`);
    await until(`${String(said)}.test(document.querySelector("#provider-note").textContent)`);
  };

  describe("a token of 20 seconds", { concurrent: false }, () => {
    beforeEach(async () => visit.page.goto(visit.server.url));

    test("100 callers at once make one request, and none the next time", async () => {
      await act("crowd", /^100 callers, 1 token request, 0 failed\.$/);
      await act("crowd", /^100 callers, 0 token requests, 0 failed\.$/);
      expect(await text("#provider .time")).toMatch(/^0:(20|1\d)$/);
      expect(await text("#provider [data-lane=callers]")).toContain("100");
      expect(await text("[data-count=status]")).toBe("good");
    });

    test.each([
      ["revoke", "Revoked by the server"],
      ["expire", "Expired by the server’s clock"],
    ])("%s: the call that is refused recovers with one request", async (action, what) => {
      await act("crowd", /^100 callers/);
      await act(action, new RegExp(`^${what}: .* with 1 request, and was answered 200\\.$`));
      expect(await visit.page.evaluate(count("requests"))).toBe(2);
      expect(await visit.page.evaluate(count("failed"))).toBe(0);
    });

    test("the token is refreshed ahead of its end, and the ring turns", async () => {
      await act("crowd", /^100 callers/);
      await until(`${count("requests")} === 2`, 25_000);
      await until('document.querySelector("#provider .ring").classList.contains("turning")');
      expect(await visit.page.evaluate(count("failed"))).toBe(0);
      expect(await visit.page.evaluate(stateOf("#provider .ring"))).toBe("good");
    });

    test("while the server is down a good token serves; after its end, callers fail at once", async () => {
      await act("crowd", /^100 callers/);
      await act("down", /^The server is down/);
      await act("crowd", /^100 callers, 0 token requests, 0 failed\.$/);
      expect(await visit.page.evaluate(count("failed"))).toBe(0);
      // The token has its 20 seconds to live.
      await until(`${count("failed")} > 0`, 40_000);
      await act("crowd", /^100 callers, 0 token requests, 100 failed: network_error\.$/);
      await act("down", /^The server is up again/);
      await until('document.querySelector("[data-count=status]").textContent === "good"', 40_000);
      expect(await visit.page.evaluate(stateOf("#provider .ring"))).toBe("good");
    }, 90_000);

    test("the flow's own token is kept good too", async () => {
      const { page } = visit;
      await visit.fill("[name=expiresIn]", "5");
      await page.click("#credentials button[type=submit]");
      await until(`${stateOf("#call")} === "done"`);
      const claims = await text("#decoded");
      await until('document.querySelector("#token .ring").classList.contains("turning")');
      expect(await text("#decoded")).not.toBe(claims);
    });
  });
}, true);
