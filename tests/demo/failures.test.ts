import { beforeAll, expect, test } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";

/** What is tried, the error's code, and what the sandbox answered if it was asked. */
const failures: readonly [name: string, code: string, status: RegExp, advice: RegExp][] = [
  ["secret", "unauthorized", /^401 Unauthorized$/, /Check the client id and secret/],
  ["empty", "invalid_input", /^400 Bad Request$/, /Nothing has left the page/],
  ["unknown", "invalid_input", /^400 Bad Request$/, /Nothing has left the page/],
  ["limit", "rate_limited", /^429 Too Many Requests$/, /Come back in 42 min/],
  ["slow", "timeout", /^No reply$/, /allow more time/],
  ["offline", "network_error", /^No reply$/, /Check the connection/],
  ["garbage", "invalid_response", /^200 OK$/, /Somebody else has answered/],
];

inBrowsers((visit) => {
  const { until, text } = visit;

  beforeAll(async () => visit.page.goto(visit.server.url));

  test.each(failures)("%s is %s", async (name, code, status, advice) => {
    const { page } = visit;
    await page.click(`[data-failure=${name}]`);
    await until(
      `document.querySelector("[data-failure=${name}]").ariaPressed === "true" && ${stateOf("#failure-result")} !== "active"`,
    );
    expect(await text("#failure-result .code")).toBe(code);
    expect(await text("#failure-result .advice")).toMatch(advice);
    expect(await text("#failure-result .received .line")).toMatch(status);
    expect(await text("#announcement")).toMatch(new RegExp(`: ${code}\\.$`));
    const refused = code === "invalid_input";
    expect(
      await page.evaluate('document.querySelectorAll("#failure-result .bar").length > 0'),
    ).toBe(!refused);
    expect(await page.evaluate('document.querySelector("#failure-result .unsent").hidden')).toBe(
      !refused,
    );
  });

  test("and the sandbox works as before", async () => {
    await visit.page.click("#credentials button[type=submit]");
    await until(`${stateOf("#call")} === "done"`);
    expect(await text("#call-reply .line")).toBe("200 OK");
  });
});
