import { expect, test } from "vitest";
import { parseRetryAfter } from "../lib/retry-after.ts";

const inAnHour = () => String(Math.ceil(Date.now() / 1000) + 3600);
const anHourAgo = () => String(Math.ceil(Date.now() / 1000) - 3600);

const parse = (headers: HeadersInit, status = 429) => parseRetryAfter(status, new Headers(headers));

test("Retry-After is in seconds", () => {
  expect(parse({ "retry-after": "120" })).toBe(120_000);
  expect(parse({ "retry-after": "120" }, 503)).toBe(120_000);
});

test.each(["x-ratelimit-reset", "x-global-ratelimit-reset"])("%s is in epoch seconds", (name) => {
  const wait = parse({ [name]: inAnHour() });
  expect(wait).toBeGreaterThan(3_590_000);
  expect(wait).toBeLessThanOrEqual(3_601_000);
});

test("the later reset counts", () => {
  const wait = parse({ "x-ratelimit-reset": anHourAgo(), "x-global-ratelimit-reset": inAnHour() });
  expect(wait).toBeGreaterThan(3_590_000);
});

test("Retry-After goes before a reset", () => {
  expect(parse({ "retry-after": "2", "x-ratelimit-reset": inAnHour() })).toBe(2000);
});

test("a reset is of no meaning but for a 429", () => {
  expect(parse({ "x-ratelimit-reset": inAnHour() }, 503)).toBeUndefined();
});

test.each([
  ["nothing", {}],
  ["words", { "retry-after": "soon", "x-ratelimit-reset": "later" }],
  ["the past", { "x-ratelimit-reset": "1000" }],
  ["a negative wait", { "retry-after": "-5" }],
])("%s says nothing", (_, headers) => {
  expect(parse(headers)).toBeUndefined();
});
