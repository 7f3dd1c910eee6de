import { afterEach, describe, expect, test, vi } from "vitest";
import { requestToken } from "../../lib/index.ts";
import { fake } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

describe("a request that failed", { concurrent: false }, () => {
  const clocks = useFakeClocks();
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** A request that has a second in all; it has failed once, and `onRetry` was called. */
  async function setUp(afterwards: () => Promise<void> | void) {
    const fetch = vi.fn<() => Promise<Response>>(async () =>
      Response.json({}, { status: 503, headers: { "retry-after": "0.9" } }),
    );
    let tell = () => {};
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const onRetry = () => {
      tell();
      return afterwards();
    };
    const failed = failureOf(
      requestToken(fake, { fetch, totalTimeout: 1000, onRetry }),
      fake.clientSecret,
    );
    await told;
    return { failed, fetch };
  }

  test("does not wait when onRetry has left no time for that", async () => {
    const { failed, fetch } = await setUp(
      async () => new Promise((resolve) => void setTimeout(resolve, 600)),
    );
    await clocks.pass(600);
    expect(vi.getTimerCount()).toBe(0);
    expect(await failed).toMatchObject({ code: "http_error", status: 503 });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("is not sent again when its time is over, for the thread was busy", async () => {
    const { failed, fetch } = await setUp(() => undefined);
    await clocks.pass(1);
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 2000);
    await clocks.pass(1000);
    expect(await failed).toMatchObject({ code: "http_error", status: 503 });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
