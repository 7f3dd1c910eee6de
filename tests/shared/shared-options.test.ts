import { expect, test } from "vitest";
import { sharedSource, type SharedSourceOptions } from "../../lib/shared/index.ts";
import { failureOf } from "../support/failure.ts";
import { createMemoryStorage } from "../support/memory-store.ts";

test.each([
  ["no options", undefined, "storage must have getItem and setItem"],
  ["no storage", {}, "storage must have getItem and setItem"],
  ["a Redis client", { storage: { get() {}, set() {} } }, "storage must have getItem"],
  ["a lock function", { storage: createMemoryStorage(), locks() {} }, "locks must have request"],
  ["a wrong limit", { storage: createMemoryStorage(), timeout: -1 }, "timeout must be"],
  ["a signal", { storage: createMemoryStorage(), signal: new AbortController().signal }, "signal"],
])("%s is refused at once", async (_, options, message) => {
  const credentials = { clientId: "fakeClientId", clientSecret: "FAKE-secret" };
  const make = async () => sharedSource(credentials, options as unknown as SharedSourceOptions);
  const error = await failureOf(make(), "FAKE-secret");
  expect(error.code).toBe("invalid_input");
  expect(error.message).toContain(message);
});

test("plain HTTP to another machine is refused at once", async () => {
  const storage = createMemoryStorage();
  const credentials = { clientId: "fakeClientId", clientSecret: "FAKE-secret" };
  const endpoint = "http://example.com/v2/token";
  const error = await failureOf((async () => sharedSource(credentials, { storage, endpoint }))());
  expect(error.code).toBe("insecure_endpoint");
});
