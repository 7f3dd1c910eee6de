import { describe, expect, test } from "vitest";
import { requestToken, TokenError } from "../../lib/index.ts";
import { CallbackFault, runCallback } from "../../lib/request/callback-fault.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";

const reason = new TypeError("the log is full");
const throwing: readonly (readonly [string, () => unknown])[] = [
  [
    "throws",
    () => {
      throw reason;
    },
  ],
  ["rejects", async () => Promise.reject(reason)],
];

describe("a callback that", () => {
  test.each(throwing)("%s has a fault, which is carried as it is", async (_, callback) => {
    const fault: unknown = await runCallback(callback).catch((thrown: unknown) => thrown);
    expect(fault instanceof CallbackFault && fault.thrown).toBe(reason);
  });

  test.each(throwing)("%s in onRetry ends the call with that", async (_, onRetry) => {
    const sandbox = createSandbox();
    sandbox.fail({ type: "status", status: 503 });
    const { credentials, fetch } = sandbox;
    const thrown: unknown = await requestToken(credentials, { fetch, onRetry }).catch(
      (error: unknown) => error,
    );
    expect(thrown).toBe(reason);
    expect(sandbox.requests).toHaveLength(1);
  });

  test("throws the failure that it is told has no fault of its own", async () => {
    const failure = new TokenError("FAKE", { code: "http_error" });
    const thrown: unknown = await runCallback(() => {
      throw failure;
    }).catch((error: unknown) => error);
    expect(thrown).toBe(failure);
  });
});

test.each([undefined, null, {}, { ok: true, json: async () => ({}) }])(
  "a fetch that gives %j gives no Response: that is told, and not tried again",
  async (given) => {
    let count = 0;
    const fetch = (async () => {
      count += 1;
      return given;
    }) as unknown as typeof globalThis.fetch;
    const credentials = { clientId: "fakeClientId", clientSecret: "FAKE-secret" };
    const error: unknown = await requestToken(credentials, { fetch }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "invalid_input" });
    expect(String(error)).toContain("fetch must give a Response");
    expect(count).toBe(1);
  },
);
