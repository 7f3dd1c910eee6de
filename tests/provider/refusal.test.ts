import { describe, expect, test } from "vitest";
import { createRefusal } from "../../lib/provider/refusal.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { failure } from "../support/scripted-source.ts";

const credentials = { clientId: "id", clientSecret: "FAKE" };
const others = { clientId: "id", clientSecret: "FAKE-new" };

describe("refused credentials", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test.each([400, 401, 403])("by a %i are held back for half a minute", async (status) => {
    const thrown = failure(status);
    const refusal = createRefusal(credentials, thrown, false);
    expect(refusal?.failure).toBe(thrown);
    expect(() => refusal?.ensureNot(credentials)).toThrow("No token was asked for");
    expect(() => refusal?.ensureNot(others)).not.toThrow();
    await clocks.pass(30_000);
    expect(() => refusal?.ensureNot(credentials)).not.toThrow();
  });

  test.each([404, 429, 503])("are not those that got a %i", (status) => {
    expect(createRefusal(credentials, failure(status), true)).toBeUndefined();
  });

  test("say when to try again, where there are no others to come", () => {
    const refusal = createRefusal(credentials, failure(401), true);
    expect(refusal?.failure).toMatchObject({
      code: "unauthorized",
      status: 401,
      retryAfter: 30_000,
    });
  });

  test("are not told by somebody else's error", () => {
    const error = Object.assign(new Error("no secrets today"), { status: 401 });
    expect(createRefusal(credentials, error, true)).toBeUndefined();
  });
});
