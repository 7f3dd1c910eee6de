import { describe, expect, test } from "vitest";
import {
  requestToken,
  type RequestTokenOptions,
  type RetryEvent,
  type TokenError,
} from "../../lib/index.ts";
import type { SandboxFault } from "../../lib/sandbox/index.ts";
import { createRemoteRecorder, createRemoteSandbox } from "../support/control.ts";
import { noticesCutOff } from "../support/cut-off.ts";
import { failureOf } from "../support/failure.ts";
import { expectNoSecrets } from "../support/no-secrets.ts";

/** A sandbox with these faults, and a token request to it. */
async function setUp(...faults: SandboxFault[]) {
  const sandbox = await createRemoteSandbox();
  await sandbox.fail(...faults);
  const { endpoint, credentials } = sandbox;
  const events: RetryEvent[] = [];
  return {
    events,
    secret: credentials.clientSecret,
    request: async (options: RequestTokenOptions = {}) =>
      requestToken(credentials, { endpoint, onRetry: (event) => events.push(event), ...options }),
    statuses: async () => (await sandbox.requests()).map(({ status }) => status),
  };
}

const failing = (status: number): SandboxFault => ({ type: "status", status });

test("a 503 is tried again", async () => {
  const { request, statuses, events, secret } = await setUp(failing(503));
  expect((await request()).token).toMatch(/^eyJ/);
  expect(await statuses()).toEqual([503, 200]);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ error: { code: "http_error", status: 503 } });
  expect(events[0]?.delay).toBeGreaterThanOrEqual(300);
  expect(events[0]?.delay).toBeLessThan(600);
  expectNoSecrets(events, secret);
});

test("waits double", async () => {
  const { request, statuses, events } = await setUp(failing(500), failing(502));
  await request();
  expect(await statuses()).toEqual([500, 502, 200]);
  expect(events[1]?.delay).toBeGreaterThanOrEqual(600);
  expect(events[1]?.delay).toBeLessThan(1200);
});

test.each([408, 500, 502, 503, 504])("%i is tried again", async (status) => {
  const { request, statuses } = await setUp(failing(status));
  await request();
  expect(await statuses()).toEqual([status, 200]);
});

test.each([400, 401, 403, 404, 405, 409, 413, 415, 422])("%i is not", async (status) => {
  const { request, statuses, secret } = await setUp(failing(status));
  expect(await failureOf(request(), secret)).toMatchObject({ status });
  expect(await statuses()).toEqual([status]);
});

test.each<SandboxFault>([
  { type: "reply", body: "" },
  { type: "redirect", location: "https://api.sirv.com/v2/token" },
])("$type is not", async (fault) => {
  const { request, statuses, secret } = await setUp(fault);
  await failureOf(request(), secret);
  expect(await statuses()).toHaveLength(1);
});

test("a reply that breaks off is tried again, where the platform notices", async () => {
  const noticed = await noticesCutOff(await createRemoteSandbox());
  const { request, statuses } = await setUp({ type: "cut-off" });
  const outcome = await request().then(
    () => "a token",
    ({ code }: TokenError) => code,
  );
  expect(outcome).toBe(noticed ? "a token" : "invalid_response");
  expect(await statuses()).toEqual(noticed ? [200, 200] : [200]);
});

test("the last error is the one that is thrown", async () => {
  const { request, statuses, secret } = await setUp(failing(500), failing(502), failing(503));
  expect(await failureOf(request(), secret)).toMatchObject({ status: 503 });
  expect(await statuses()).toEqual([500, 502, 503]);
});

test("retry: 0 means one attempt", async () => {
  const { request, statuses, events, secret } = await setUp(failing(503));
  expect(await failureOf(request({ retry: 0 }), secret)).toMatchObject({ status: 503 });
  expect(await statuses()).toEqual([503]);
  expect(events).toEqual([]);
});

describe("a rate limit", () => {
  test("that ends in a second is waited out", async () => {
    const { request, statuses, events } = await setUp({ type: "rate-limit", resetIn: 1000 });
    expect((await request()).token).toMatch(/^eyJ/);
    expect(await statuses()).toEqual([429, 200]);
    expect(events[0]?.delay).toBeGreaterThan(300);
    expect(events[0]?.error.code).toBe("rate_limited");
  });

  test("that ends in an hour fails at once, and tells when", async () => {
    const { request, statuses, events, secret } = await setUp({
      type: "rate-limit",
      resetIn: 3_600_000,
    });
    const error = await failureOf(request(), secret);
    expect(error).toMatchObject({ code: "rate_limited", status: 429 });
    expect(error.retryAfter).toBeGreaterThan(3_590_000);
    expect(error.retryAfter).toBeLessThanOrEqual(3_601_000);
    expect(error.message).toMatch(/until \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)\)/);
    expect(error.message).toMatch(/ Ask again in 6[01] minutes\.$/);
    expect(await statuses()).toEqual([429]);
    expect(events).toEqual([]);
  });

  test("Retry-After is waited out", async () => {
    const { request, statuses, events } = await setUp({
      type: "status",
      status: 503,
      headers: { "retry-after": "1" },
    });
    await request();
    expect(await statuses()).toEqual([503, 200]);
    expect(events[0]?.delay).toBe(1000);
  });

  test("that tells no time is waited for like any failure", async () => {
    const { request, statuses } = await setUp(failing(429));
    await request();
    expect(await statuses()).toEqual([429, 200]);
  });
});

describe("time limits", () => {
  test("an attempt that takes too long is tried again", async () => {
    const { request, events } = await setUp({ type: "slow", delay: 60_000 });
    // Long enough for an honest reply on a busy machine.
    expect((await request({ timeout: 2000 })).token).toMatch(/^eyJ/);
    expect(events[0]?.error.code).toBe("timeout");
  });

  test("a body that takes too long counts too", async () => {
    // The headers come at once; of the body, only the beginning.
    const { endpoint } = await createRemoteRecorder("");
    const stalled = async (_: unknown, init?: RequestInit) =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"token":'));
            init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
          },
        }),
      );
    const error = await failureOf(
      requestToken(
        { clientId: "id", clientSecret: "FAKE-secret" },
        { endpoint, fetch: stalled, timeout: 100, retry: 0 },
      ),
      "FAKE-secret",
    );
    expect(error.code).toBe("timeout");
  });

  test("the total holds, whatever the attempts may still do", async () => {
    const { request, statuses, secret } = await setUp(
      ...Array.from({ length: 50 }, (): SandboxFault => failing(503)),
    );
    const error = await failureOf(request({ retry: 50, totalTimeout: 2000 }), secret);
    expect(["http_error", "timeout"]).toContain(error.code);
    // 0.3 s, 0.6 s, 1.2 s at least: a fourth wait has no place in 2 s.
    expect((await statuses()).length).toBeLessThanOrEqual(3);
  });

  test("the total holds for an onRetry that never ends", async () => {
    const { request, statuses, secret } = await setUp(failing(503));
    const onRetry = async () => new Promise<void>(() => undefined);
    const error = await failureOf(request({ totalTimeout: 1000, onRetry }), secret);
    expect(error).toMatchObject({ code: "http_error", status: 503 });
    expect(await statuses()).toEqual([503]);
  });

  test("what an onRetry takes counts into the total", async () => {
    const { request, statuses, secret } = await setUp({ type: "rate-limit", resetIn: 2000 });
    const onRetry = async () => new Promise((resolve) => void setTimeout(resolve, 1500));
    const error = await failureOf(request({ totalTimeout: 3000, onRetry }), secret);
    expect(error).toMatchObject({ code: "rate_limited", status: 429 });
    expect(await statuses()).toEqual([429]);
  });

  test("the total holds within one attempt", async () => {
    const { request, secret } = await setUp({ type: "slow", delay: 60_000 });
    const error = await failureOf(request({ totalTimeout: 200 }), secret);
    expect(error.code).toBe("timeout");
    expect(error.message).toContain(
      "gave no whole reply in time. Try again, or allow more in timeout",
    );
  });
});

describe("an abort rejects with the signal's reason", () => {
  const reason = new Error("the user left");

  test("before anything is sent", async () => {
    const { request, statuses } = await setUp();
    await expect(request({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(await statuses()).toEqual([]);
  });

  test("while an attempt is under way", async () => {
    const { request, events } = await setUp({ type: "slow", delay: 60_000 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 100);
    await expect(request({ signal: controller.signal })).rejects.toBe(reason);
    expect(events).toEqual([]);
  });

  test("between two attempts", async () => {
    const { request, statuses } = await setUp({ type: "rate-limit", resetIn: 20_000 });
    const controller = new AbortController();
    const promise = request({
      signal: controller.signal,
      onRetry: () => setTimeout(() => controller.abort(reason), 10),
    });
    await expect(promise).rejects.toBe(reason);
    expect(await statuses()).toEqual([429]);
  });

  test("whatever onRetry throws beside it", async () => {
    const { request, statuses } = await setUp(failing(503));
    const controller = new AbortController();
    const onRetry = () => {
      controller.abort(reason);
      throw new Error("logged out");
    };
    await expect(request({ signal: controller.signal, onRetry })).rejects.toBe(reason);
    expect(await statuses()).toEqual([503]);
  });

  test("while an onRetry is awaited", async () => {
    const { request, statuses } = await setUp(failing(503));
    const controller = new AbortController();
    const onRetry = async () => {
      setTimeout(() => controller.abort(reason), 10);
      await new Promise(() => undefined);
    };
    await expect(request({ signal: controller.signal, onRetry })).rejects.toBe(reason);
    expect(await statuses()).toEqual([503]);
  });

  test("that is a DOMException unless another is given", async () => {
    const { request } = await setUp({ type: "slow", delay: 60_000 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await expect(request({ signal: controller.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  test("and a signal that never aborts does no harm", async () => {
    const { request } = await setUp();
    expect((await request({ signal: new AbortController().signal })).token).toMatch(/^eyJ/);
  });
});
