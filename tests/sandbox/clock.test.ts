import { expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { failureOf } from "../support/failure.ts";

test("it can be set, and goes on from there", async () => {
  const { clock, fetch } = createSandbox();
  clock.set(Date.UTC(2030, 0, 1));
  expect(clock.now()).toBeGreaterThanOrEqual(Date.UTC(2030, 0, 1));
  expect(clock.now()).toBeLessThan(Date.UTC(2030, 0, 1) + 60_000);
  const response = await fetch("https://api.sirv.com/v2/account");
  expect(response.headers.get("date")).toMatch(/^Tue, 01 Jan 2030 00:0/);
});

test("it can be moved, to and fro", () => {
  const { clock } = createSandbox();
  clock.advance(3_600_000);
  clock.advance(-7_200_000);
  expect(Math.abs(clock.now() - Date.now() + 3_600_000)).toBeLessThan(60_000);
});

test.each([Number.NaN, Infinity, 1e16, "5"])("it is not moved by %j", async (value) => {
  const { clock } = createSandbox();
  for (const move of [clock.advance.bind(clock), clock.set.bind(clock)]) {
    const error = await failureOf((async () => move(value as number))());
    expect(error.message).toBe(
      "The clock was not moved: the argument must be a number of milliseconds that a Date can hold.",
    );
  }
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000);
});
