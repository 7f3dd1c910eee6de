import { beforeAll, expect, test } from "vitest";
import { inBrowsers, stateOf } from "./in-browsers.ts";

/** What is tried, the error's code, and what the sandbox answered if it was asked. */
const failures: readonly [name: string, code: string, status: RegExp, message: RegExp][] = [
  ["secret", "unauthorized", /^401 Unauthorized$/, /Check clientId and clientSecret/],
  ["empty", "invalid_input", /^400 Bad Request$/, /^Nothing was sent/],
  ["unknown", "invalid_input", /^400 Bad Request$/, /^Nothing was sent/],
  ["limit", "rate_limited", /^429 Too Many Requests$/, /Ask again in 4[23] minutes/],
  ["slow", "timeout", /^No reply$/, /in time/],
  ["offline", "network_error", /^No reply$/, /Check the network/],
  ["garbage", "invalid_response", /^200 OK$/, /token/],
];

inBrowsers((visit) => {
  const { until, text } = visit;

  beforeAll(async () => visit.page.goto(visit.server.url));

  test.each(failures)("%s is %s", async (name, code, status, message) => {
    const { page } = visit;
    await page.click(`[data-failure=${name}]`);
    await until(
      `document.querySelector("[data-failure=${name}]").ariaPressed === "true" && ${stateOf("#failure-result")} !== "active"`,
    );
    expect(await text("#failure-result .code")).toBe(code);
    expect(await text("#failure-result .error-view .message")).toMatch(message);
    expect(await text("#failure-result .received .line")).toMatch(status);
    expect(await text("#announcement")).toContain(`: ${code}. `);
    const refused = code === "invalid_input";
    expect(
      await page.evaluate('document.querySelectorAll("#failure-result .bar").length > 0'),
    ).toBe(!refused);
    expect(await page.evaluate('document.querySelector("#failure-result .unsent").hidden')).toBe(
      !refused,
    );
  });

  test("a failure tells its own story, whatever was picked before", async () => {
    const { page } = visit;
    const pick = (name: string) => `document.querySelector("[data-failure=${name}]").click()`;
    const shown = 'document.querySelector("#failure-result").innerText';
    await page.evaluate(pick("limit"));
    await until(`${stateOf("#failure-result")} === "failed"`);
    expect(await text("#failure-result")).toMatch(/429 Too Many Requests[^]*"message"/);
    const now = await page.evaluate<string>(`(${pick("offline")}, ${shown})`);
    expect(now).toContain("On its way …");
    expect(now).not.toMatch(/Too Many|"message"|rate_limited/);
    await until(`${stateOf("#failure-result")} === "failed"`);
    expect(await text("#failure-result .code")).toBe("network_error");
    expect(await text("#failure-result .received .line")).toBe("No reply");
    expect(await text("#failure-result")).not.toMatch(/Too Many|"message"|rate_limited/);

    // Pressed so fast that none but the last comes to its end, the last time amidst what is sent in
    // place of what the library did not send.
    const all = ["slow", "limit", "garbage", "empty"].map(pick);
    await page.evaluate(`new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        if (document.querySelector("#failure-result .unsent").hidden) return;
        observer.disconnect();
        resolve(${pick("secret")});
      }).observe(document.querySelector("#failure-result .unsent"), { attributes: true });
      ${all.join(";")};
    })`);
    await until(`${stateOf("#failure-result")} === "failed"`);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 500))");
    expect(await text("#failure-result .code")).toBe("unauthorized");
    expect(await text("#failure-result .received .line")).toBe("401 Unauthorized");
    expect(await page.evaluate('document.querySelector("#failure-result .unsent").hidden')).toBe(
      true,
    );
  });

  test("and the sandbox works as before", async () => {
    await visit.page.click("#credentials button[type=submit]");
    await until(`${stateOf("#call")} === "done"`);
    expect(await text("#call-reply .line")).toBe("200 OK");
  });
});
