import { describe, expect, test } from "vitest";
import { retryAfter } from "../lib/index.ts";
import { readWait } from "../lib/retry-after.ts";
import { failureOf } from "./support/failure.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** A server's clock; a whole second, as a reply's `date` is. */
const serverTime = (off: number = 0) => Math.floor(Date.now() / 1000) * 1000 + off;
const httpDate = (instant: number) => new Date(instant).toUTCString();
const epochSeconds = (instant: number) => String(instant / 1000);

const wait = (headers: Readonly<Record<string, string>>, status = 429) =>
  retryAfter(new Response(null, { status, headers }));

describe("Retry-After", () => {
  test.each([429, 503, 500, 401])("is in seconds with a %i", (status) => {
    expect(wait({ "retry-after": "120" }, status)).toBe(120_000);
  });

  test("is an HTTP date", () => {
    const now = serverTime();
    expect(wait({ date: httpDate(now), "retry-after": httpDate(now + hour) })).toBe(hour);
    expect(wait({ date: httpDate(now), "retry-after": httpDate(now + hour) }, 503)).toBe(hour);
  });

  test("is an HTTP date, read by this machine's clock if the reply has no date", () => {
    const milliseconds = wait({ "retry-after": httpDate(serverTime(hour)) });
    expect(milliseconds).toBeGreaterThan(hour - 60_000);
    expect(milliseconds).toBeLessThanOrEqual(hour);
  });

  test("goes before a reset, and before the sentence", () => {
    const headers = new Headers({
      "retry-after": "2",
      "x-ratelimit-reset": epochSeconds(serverTime(hour)),
    });
    expect(readWait(headers, true, "until 2999-01-01 00:00 (UTC)")).toBe(2000);
  });
});

describe("a reset header", () => {
  const names = ["x-ratelimit-reset", "x-global-ratelimit-reset"];

  test.each(names)("%s is in epoch seconds", (name) => {
    const now = serverTime();
    expect(wait({ date: httpDate(now), [name]: epochSeconds(now + hour) })).toBe(hour);
  });

  test.each(names)("%s is read by this machine's clock if the reply has no date", (name) => {
    const milliseconds = wait({ [name]: epochSeconds(serverTime(hour)) });
    expect(milliseconds).toBeGreaterThan(hour - 60_000);
    expect(milliseconds).toBeLessThanOrEqual(hour);
  });

  test.each([names, names.toReversed()])("the later of %s and %s counts", (sooner, later) => {
    const now = serverTime();
    const headers = {
      date: httpDate(now),
      [sooner ?? ""]: epochSeconds(now + hour),
      [later ?? ""]: epochSeconds(now + 2 * hour),
    };
    expect(wait(headers)).toBe(2 * hour);
  });

  test.each([
    [names, "garbage"],
    [names.toReversed(), "garbage"],
    [names, ""],
    [names, "1000"],
    [names, "-1"],
    [names, "NaN"],
    [names, "Infinity"],
  ])("of %s, one that says %j does not spoil the other", ([good, bad], value) => {
    const now = serverTime();
    const headers = {
      date: httpDate(now),
      [good ?? ""]: epochSeconds(now + hour),
      [bad ?? ""]: value,
    };
    expect(wait(headers)).toBe(hour);
  });

  test.each([200, 401, 500, 503])("has no meaning with a %i: every reply has them", (status) => {
    expect(wait({ "x-ratelimit-reset": epochSeconds(serverTime(hour)) }, status)).toBeUndefined();
  });

  test.each(["soon", "", "-5", "NaN", "in 3000"])(
    "counts where Retry-After is garbage: %j",
    (garbage) => {
      const now = serverTime();
      const headers = { date: httpDate(now), "x-ratelimit-reset": epochSeconds(now + hour) };
      expect(wait({ ...headers, "retry-after": garbage })).toBe(hour);
    },
  );
});

describe("Sirv's sentence", () => {
  const sentence = (instant: number, separator = " ") =>
    `Rate limit exceeded. Please stop sending requests until ${new Date(instant)
      .toISOString()
      .slice(0, 16)
      .replace("T", separator)} (UTC)`;
  /** The sentence has no seconds. */
  const minute = (off: number) => Math.floor(serverTime(off) / 60_000) * 60_000;

  test.each([" ", "T"])("counts when it is all there is, with %j in its middle", (separator) => {
    const now = minute(0);
    const words = sentence(now + hour, separator);
    expect(readWait(new Headers({ date: httpDate(now) }), true, words)).toBe(hour);
  });

  test("may have seconds", () => {
    const headers = new Headers({ date: "Wed, 25 Nov 2026 16:10:00 GMT" });
    expect(readWait(headers, true, "until 2026-11-25 17:10:05 (UTC)")).toBe(hour + 5000);
  });

  test("is read by this machine's clock if the reply has no date", () => {
    const milliseconds = readWait(new Headers(), true, sentence(minute(2 * hour)));
    expect(milliseconds).toBeGreaterThan(hour);
    expect(milliseconds).toBeLessThanOrEqual(2 * hour);
  });

  test("counts beside garbage", () => {
    const now = minute(0);
    const headers = { date: httpDate(now), "retry-after": "soon", "x-ratelimit-reset": "later" };
    expect(readWait(new Headers(headers), true, sentence(now + hour))).toBe(hour);
  });

  test.each([
    ["the past", sentence(minute(-hour))],
    ["no time", "Rate limit exceeded. Please stop sending requests until tomorrow"],
    ["no day", "stop sending requests until 17:10 (UTC)"],
    ["an impossible day", "stop sending requests until 2999-13-45 17:10 (UTC)"],
    ["nothing", ""],
  ])("says nothing with %s", (_, words) => {
    expect(readWait(new Headers(), true, words)).toBeUndefined();
  });

  test("has no meaning unless a limit is what it is about", () => {
    expect(readWait(new Headers(), false, sentence(minute(hour)))).toBeUndefined();
  });
});

describe("a clock that is off does not matter where the reply has a date", () => {
  test.each([day, -day, 400 * day])("by %i ms", (off) => {
    const now = serverTime(off);
    const date = httpDate(now);
    expect(wait({ date, "retry-after": httpDate(now + hour) })).toBe(hour);
    expect(wait({ date, "x-ratelimit-reset": epochSeconds(now + hour) })).toBe(hour);
    expect(wait({ date, "retry-after": "60" })).toBe(60_000);
    expect(wait({ date, "retry-after": httpDate(now - hour) })).toBeUndefined();
    expect(wait({ date, "x-ratelimit-reset": epochSeconds(now - hour) })).toBeUndefined();
  });

  test("and a date that is garbage counts as none", () => {
    const milliseconds = wait({ date: "today", "retry-after": httpDate(serverTime(hour)) });
    expect(milliseconds).toBeGreaterThan(hour - 60_000);
    expect(milliseconds).toBeLessThanOrEqual(hour);
  });
});

test.each([
  ["no header", {}],
  ["words", { "retry-after": "soon", "x-ratelimit-reset": "later" }],
  ["words with a number in them", { "retry-after": "in 3000 seconds" }],
  ["the past", { "x-ratelimit-reset": "1000", "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT" }],
  ["a negative wait", { "retry-after": "-5" }],
  ["no wait", { "retry-after": "0" }],
  ["more than a number can hold", { "retry-after": "Infinity", "x-ratelimit-reset": "1e999" }],
])("%s says nothing", (_, headers) => {
  expect(wait(headers)).toBeUndefined();
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a status", 429],
  ["headers", new Headers({ "retry-after": "5" })],
  ["a response with plain headers", { status: 429, headers: { "retry-after": "5" } }],
  ["an error that holds a response", { response: new Response() }],
])("%s instead of a response is refused", async (_, value) => {
  const error = await failureOf(Promise.resolve(value as unknown as Response).then(retryAfter));
  expect(error.code).toBe("invalid_input");
  expect(error.message).toContain("retryAfter takes a Response");
});

test("a reset in milliseconds, which is millennia away, does not stand in the way of a good one", () => {
  const headers = new Headers({
    "x-ratelimit-reset": String(Date.now() + 60_000),
    "x-global-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 60),
  });
  expect(retryAfter({ status: 429, headers })).toBeLessThanOrEqual(61_000);
});
