import { expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, post, postToken, tokenOf } from "../support/ask.ts";

test("one request too many is a 429 that tells when to come back", async () => {
  const sandbox = createSandbox({ rateLimit: 2 });
  const token = await tokenOf(sandbox);
  expect((await get(sandbox, "/v2/account", token)).status).toBe(200);
  const response = await get(sandbox, "/v2/account", token);
  expect(response.status).toBe(429);
  expect(response.headers.get("x-ratelimit-limit")).toBe("2");
  expect(response.headers.get("x-ratelimit-remaining")).toBe("0");
  const reset = Number(response.headers.get("x-ratelimit-reset")) * 1000;
  expect(reset).toBeGreaterThan(Date.now() + 3_590_000);
  expect(reset).toBeLessThan(Date.now() + 3_610_000);
  const { message } = (await response.json()) as { message: string };
  const [, day, minute] =
    /^Rate limit exceeded\. Please stop sending requests until (\S+) (\S+) \(UTC\)$/.exec(
      message,
    ) ?? [];
  const until = Date.parse(`${day}T${minute}Z`);
  expect(until).toBeGreaterThanOrEqual(reset);
  expect(until).toBeLessThan(reset + 60_000);
});

test("token requests count too, and wrong secrets with them", async () => {
  const sandbox = createSandbox({ rateLimit: 1 });
  const wrong = { ...sandbox.credentials, clientSecret: "FAKE" };
  expect((await postToken(sandbox, wrong)).status).toBe(401);
  expect((await postToken(sandbox, sandbox.credentials)).status).toBe(429);
});

test("the hour starts with the first request, and ends", async () => {
  const sandbox = createSandbox({ rateLimit: 1 });
  sandbox.clock.advance(7_200_000);
  await tokenOf(sandbox);
  sandbox.clock.advance(3_599_000);
  expect((await postToken(sandbox, sandbox.credentials)).status).toBe(429);
  sandbox.clock.advance(1000);
  expect((await postToken(sandbox, sandbox.credentials)).status).toBe(200);
});

test("each client has its own", async () => {
  const clients = [
    { clientId: "one", clientSecret: "FAKE1" },
    { clientId: "two", clientSecret: "FAKE2" },
  ];
  const sandbox = createSandbox({ rateLimit: 1, clients });
  for (const client of clients) expect((await postToken(sandbox, client)).status).toBe(200);
});

test("all that is counted apart begins again with the hour", async () => {
  const sandbox = createSandbox({ rateLimit: 3, expiresIn: 604_800 });
  const token = await tokenOf(sandbox);
  const upload = async () => post(sandbox, "/v2/files/upload?filename=/a", token, "x");
  sandbox.clock.advance(3_540_000);
  await upload();
  await upload();
  expect((await upload()).status).toBe(429);
  sandbox.clock.advance(61_000);
  const { status, headers } = await upload();
  expect([status, headers.get("x-ratelimit-remaining")]).toEqual([200, "2"]);
});

test("a download counts, though its reply does not tell", async () => {
  const sandbox = createSandbox({ rateLimit: 3 });
  const token = await tokenOf(sandbox);
  await post(sandbox, "/v2/files/upload?filename=/a", token, "x");
  const download = async () => (await get(sandbox, "/v2/files/download?filename=/a", token)).status;
  expect([await download(), await download()]).toEqual([200, 429]);
});

test("with a limit of 0 nothing goes", async () => {
  const sandbox = createSandbox({ rateLimit: 0 });
  expect((await postToken(sandbox, sandbox.credentials)).status).toBe(429);
});
