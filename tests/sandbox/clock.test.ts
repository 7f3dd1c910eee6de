import { expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, post, tokenOf } from "../support/ask.ts";
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

test.each([Number.NaN, Infinity, 1e16, 8.64e15, -1e13, "5", null, true, 1n])(
  "it is not moved by %s",
  async (value) => {
    const { clock } = createSandbox();
    for (const move of [clock.advance.bind(clock), clock.set.bind(clock)]) {
      const error = await failureOf((async () => move(value as number))());
      expect(error.message).toBe(
        "The clock was not moved: the argument must be a number of milliseconds that leads to a time from 1970 to 9999.",
      );
    }
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000);
  },
);

test.each([0, Date.UTC(9999, 11, 29)])("at %i all replies can be written", async (time) => {
  const sandbox = createSandbox({ rateLimit: 3 });
  sandbox.clock.set(time);
  const token = await tokenOf(sandbox);
  await post(sandbox, "/v2/files/upload?filename=/a", token, "x");
  const stat = await get(sandbox, "/v2/files/stat?filename=/a", token);
  expect(await stat.json()).toHaveProperty("mtime");
  expect((await get(sandbox, "/v2/account", token)).status).toBe(429);
});
