import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createSandbox, type SandboxFault } from "../../lib/sandbox/index.ts";
import { get, post, postToken } from "../support/ask.ts";

/** What a sandbox with this fault answers. */
async function answer(fault: SandboxFault) {
  const sandbox = createSandbox();
  sandbox.fail(fault);
  return postToken(sandbox, sandbox.credentials);
}

test("a status comes in Sirv's shape, with what headers one likes", async () => {
  const response = await answer({
    type: "status",
    status: 503,
    message: "Down",
    headers: { "retry-after": "5" },
  });
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(await response.json()).toEqual({
    statusCode: 503,
    error: "Service Unavailable",
    message: "Down",
  });
});

test("headers take the place of Sirv's, however they are spelt", async () => {
  const headers = {
    "Content-Type": "text/html",
    Date: "Thu, 01 Jan 1970 00:00:00 GMT",
    "Access-Control-Allow-Origin": "https://elsewhere.example",
  };
  for (const fault of [
    { type: "status", status: 503, headers },
    { type: "reply", body: "<html>", headers },
  ] as const) {
    const response = await answer(fault);
    for (const [name, value] of Object.entries(headers)) {
      expect([name, response.headers.get(name)]).toEqual([name, value]);
    }
  }
});

test.each<SandboxFault>([
  { type: "status", status: 503 },
  { type: "rate-limit-sentence", resetIn: 0 },
  { type: "reply", body: null },
  { type: "garbage", size: 5 },
])("$type has what Sirv adds to all", async (fault) => {
  const { headers } = await answer(fault);
  expect(headers.get("server")).toBe("Sirv.API");
  expect(headers.get("cache-control")).toBe("no-cache");
  expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  expect(Math.abs(Date.parse(headers.get("date") ?? "") - Date.now())).toBeLessThan(60_000);
});

test("a status without a name of its own", async () => {
  const response = await answer({ type: "status", status: 418 });
  expect(await response.json()).toMatchObject({ statusCode: 418, error: "Unknown" });
});

test("a rate limit ends when one likes", async () => {
  const response = await answer({ type: "rate-limit", resetIn: 5000 });
  expect(response.status).toBe(429);
  const reset = Number(response.headers.get("x-ratelimit-reset")) * 1000;
  expect(Math.abs(reset - Date.now() - 5000)).toBeLessThan(2000);
});

test("a rate limit is the sandbox's own, and of the kind that the path counts as", async () => {
  const sandbox = createSandbox({ rateLimit: 7 });
  const fault: SandboxFault = { type: "rate-limit", resetIn: 5000 };
  sandbox.fail(fault, fault);
  const upload = await post(sandbox, "/v2/files/upload?filename=/a", "FAKE");
  expect(upload.headers.get("x-ratelimit-limit")).toBe("7");
  expect(upload.headers.get("x-ratelimit-type")).toBe("rest:post:files:upload");
  const account = await get(sandbox, "/v2/account");
  expect(account.headers.get("x-ratelimit-type")).toBe("rest:global");
});

test("a rate limit may say its time in its sentence alone", async () => {
  const response = await answer({ type: "rate-limit-sentence", resetIn: 3_600_000 });
  expect(response.status).toBe(429);
  expect([...response.headers.keys()].filter((name) => /limit|retry/.test(name))).toEqual([]);
  const { message } = (await response.json()) as { message: string };
  const [, day, minute] = /stop sending requests until (\S+) (\S+) \(UTC\)$/.exec(message) ?? [];
  const until = Date.parse(`${day}T${minute}Z`) - Date.now();
  expect(Math.abs(until - 3_600_000)).toBeLessThan(62_000);
});

test("a slow reply is the right one, once its time has come", { concurrent: false }, async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const answered = vi.fn<() => void>();
  const reply = answer({ type: "slow", delay: 60_000 });
  void reply.then(answered);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(answered).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect((await reply).status).toBe(200);
});

test("a slow reply can be aborted", async () => {
  const sandbox = createSandbox();
  sandbox.fail({ type: "slow", delay: 60_000 });
  const signal = AbortSignal.timeout(10);
  await expect(sandbox.fetch("https://api.sirv.com/v2/account", { signal })).rejects.toMatchObject({
    name: "TimeoutError",
  });
});

test.each([
  [undefined, 307],
  [302, 302],
])("a redirect of status %j is a %i", async (status, expected) => {
  const location = "https://other.example/v2/token";
  const response = await answer({ type: "redirect", location, ...(status && { status }) });
  expect(response.status).toBe(expected);
  expect(response.headers.get("location")).toBe(location);
});

test("a reply is whatever one likes", async () => {
  const response = await answer({
    type: "reply",
    body: "<html>",
    status: 502,
    headers: { "content-type": "text/html" },
  });
  expect(response.status).toBe(502);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(await response.text()).toBe("<html>");
});

test("a reply is a 200 unless another status is given", async () => {
  expect((await answer({ type: "reply", body: "{}" })).status).toBe(200);
});

test("garbage has the size that one likes", async () => {
  const response = await answer({ type: "garbage", size: 40_000 });
  expect((await response.arrayBuffer()).byteLength).toBe(40_000);
});

test("a cut-off reply begins well", async () => {
  const response = await answer({ type: "cut-off" });
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  expect(new TextDecoder().decode(value)).toBe('{"token":"eyJ');
  await expect(reader?.read()).rejects.toThrow("cut off by the sandbox");
});

describe("faults", () => {
  test("come in order, one for each request", async () => {
    const sandbox = createSandbox();
    sandbox.fail({ type: "status", status: 500 }, { type: "status", status: 502 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await postToken(sandbox, sandbox.credentials)).status);
    }
    expect(statuses).toEqual([500, 502, 200]);
  });

  test("wait for their path", async () => {
    const sandbox = createSandbox();
    sandbox.fail({ type: "status", status: 500, path: "/v2/account" });
    expect((await postToken(sandbox, sandbox.credentials)).status).toBe(200);
    expect((await get(sandbox, "/v2/account")).status).toBe(500);
  });
});
