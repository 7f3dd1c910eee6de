import { expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, post, tokenOf } from "../support/ask.ts";

test("GET /v2/account", async () => {
  const sandbox = createSandbox();
  const response = await get(sandbox, "/v2/account", await tokenOf(sandbox));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ alias: "sandbox", cdnURL: "sandbox.sirv.com" });
  expect(response.headers.get("x-ratelimit-type")).toBe("rest:global");
  expect(response.headers.get("x-ratelimit-limit")).toBe("500");
  expect(response.headers.get("x-ratelimit-remaining")).toBe("498");
});

test("GET /v2/account/limits counts uploads, deletions and searches apart", async () => {
  const sandbox = createSandbox({ rateLimit: 10 });
  const token = await tokenOf(sandbox);
  await post(sandbox, "/v2/files/upload?filename=/a", token, "x");
  await post(sandbox, "/v2/files/search", token, "{}", { "content-type": "application/json" });
  await post(sandbox, "/v2/files/delete?filename=/a", token);
  await post(sandbox, "/v2/files/delete?filename=/a", token);
  const limits = await get(sandbox, "/v2/account/limits", token);
  expect(await limits.json()).toMatchObject({
    "rest:global": { count: 6, limit: 10, remaining: 4 },
    "rest:post:files:search": { count: 1, limit: 10, remaining: 9 },
    "rest:post:files:upload": { count: 1, limit: 10, remaining: 9 },
    "rest:post:files:delete": { count: 2, limit: 10, remaining: 8 },
  });
});

test("GET /v2/account/storage counts the bytes that are there", async () => {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  await post(sandbox, "/v2/files/upload?filename=/a", token, "four");
  await post(sandbox, "/v2/files/upload?filename=/b", token, "more");
  await post(sandbox, "/v2/files/delete?filename=/a", token);
  const response = await get(sandbox, "/v2/account/storage", token);
  expect(await response.json()).toEqual({
    plan: 500_000_000,
    burstable: 2_500_000_000,
    extra: 0,
    used: 4,
    files: 1,
    quotaExceededDate: null,
  });
});

test("GET /v2/billing/plan", async () => {
  const sandbox = createSandbox();
  const response = await get(sandbox, "/v2/billing/plan", await tokenOf(sandbox));
  expect(await response.json()).toMatchObject({
    id: "Sandbox",
    name: "Sandbox",
    period: "month",
    price: { month: 0, quarter: 0, year: 0 },
    storage: 500_000_000,
  });
});
