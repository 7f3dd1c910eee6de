import { describe, expect, test } from "vitest";
import { requestToken } from "../../lib/index.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, postToken, tokenOf } from "../support/ask.ts";

test("its fetch stands in for the global one", async () => {
  const { credentials, fetch } = createSandbox();
  const { token } = await requestToken(credentials, { fetch });
  const response = await fetch(new URL("https://api.sirv.com/v2/account"), {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.ok).toBe(true);
});

test("two share nothing", async () => {
  const [one, other] = [createSandbox(), createSandbox()];
  one.fail({ type: "status", status: 500 });
  expect((await postToken(other, other.credentials)).status).toBe(200);
  expect(one.requests).toEqual([]);
});

test("it knows the clients that it is given", async () => {
  const clients = [
    { clientId: "one", clientSecret: "FAKE1", clientName: "One" },
    { clientId: "two", clientSecret: "FAKE2" },
  ];
  const sandbox = createSandbox({ clients });
  expect(sandbox.credentials).toEqual({ clientId: "one", clientSecret: "FAKE1" });
  expect((await postToken(sandbox, { clientId: "two", clientSecret: "FAKE2" })).status).toBe(200);
});

test("it remembers the last thousand requests", async () => {
  const sandbox = createSandbox();
  await tokenOf(sandbox);
  for (let count = 0; count < 1000; count += 1) await get(sandbox, "/v2/nowhere");
  expect(sandbox.requests).toHaveLength(1000);
  expect(sandbox.requests[0]).toEqual({ method: "GET", path: "/v2/nowhere", status: 501 });
});

test("latency comes before every reply, and ends with the request's signal", async () => {
  const { fetch } = createSandbox({ latency: 60_000 });
  const reason = new Error("the user left");
  await expect(
    fetch("https://api.sirv.com/v2/account", { signal: AbortSignal.abort(reason) }),
  ).rejects.toBe(reason);
});

describe("it rejects as fetch does", () => {
  const reason = new Error("the user left");

  test("when it is aborted while it answers", async () => {
    const sandbox = createSandbox();
    const controller = new AbortController();
    const { signal } = controller;
    const answer = sandbox.fetch("https://api.sirv.com/v2/account", { signal });
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(sandbox.requests).toEqual([]);
  });

  test("when an upload is aborted, of which nothing stays", async () => {
    const sandbox = createSandbox();
    const token = await tokenOf(sandbox);
    const controller = new AbortController();
    const upload = sandbox.fetch("https://api.sirv.com/v2/files/upload?filename=/a", {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: "FAKE",
      signal: controller.signal,
    });
    controller.abort(reason);
    await expect(upload).rejects.toBe(reason);
    expect((await get(sandbox, "/v2/files/stat?filename=/a", token)).status).toBe(404);
  });
});
