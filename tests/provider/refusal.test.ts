import { describe, expect, test } from "vitest";
import { createRefusal } from "../../lib/provider/refusal.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";
import { failure } from "../support/scripted-source.ts";

const credentials = { clientId: "id", clientSecret: "FAKE" };
const others = { clientId: "id", clientSecret: "FAKE-new" };

describe("refused credentials", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test.each([400, 401, 403])("by a %i are held back for half a minute", async (status) => {
    const refusal = createRefusal(false);
    const thrown = failure(status);
    expect(refusal.note(credentials, thrown)).toBe(thrown);
    expect(() => refusal.ensureNot(credentials)).toThrow("No token was asked for");
    expect(() => refusal.ensureNot(others)).not.toThrow();
    await clocks.pass(30_000);
    expect(() => refusal.ensureNot(credentials)).not.toThrow();
  });

  test.each([404, 429, 503])("are not those that got a %i", (status) => {
    const refusal = createRefusal(true);
    refusal.note(credentials, failure(status));
    expect(() => refusal.ensureNot(credentials)).not.toThrow();
  });

  test("say when to try again, where there are no others to come", () => {
    const noted = createRefusal(true).note(credentials, failure(401));
    expect(noted).toMatchObject({ code: "unauthorized", status: 401, retryAfter: 30_000 });
  });

  test("are not told by somebody else's error", () => {
    const refusal = createRefusal(true);
    const error = Object.assign(new Error("no secrets today"), { status: 401 });
    expect(refusal.note(credentials, error)).toBe(error);
    expect(() => refusal.ensureNot(credentials)).not.toThrow();
  });
});
