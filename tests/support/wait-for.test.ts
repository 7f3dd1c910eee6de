import { describe, expect, test, vi } from "vitest";
import { waitAtMost, waitUntil } from "../../lib/support/wait-for.ts";
import { useFakeClocks } from "./fake-clocks.ts";

const never = new Promise<string>(() => undefined);

describe("waiting", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("gives what the promise gives, and leaves no timer behind", async () => {
    expect(await waitAtMost(Promise.resolve("done"), 1000, "late")).toBe("done");
    await expect(waitAtMost(Promise.reject(new Error("no")), 1000, "late")).rejects.toThrow("no");
    await clocks.pass(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends after its time with what there is instead", async () => {
    const waited = waitAtMost(never, 1000, "late");
    await clocks.pass(1000);
    expect(await waited).toBe("late");
  });

  test("ends with the signal, and leaves no listener behind", async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    const waited = waitUntil(never, controller.signal);
    const reason = new Error("the user left");
    controller.abort(reason);
    await expect(waited).rejects.toBe(reason);
    expect(removed).toHaveBeenCalledOnce();
  });

  test("a signal that aborts later does nothing, and has no listener any more", async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    expect(await waitUntil(Promise.resolve("done"), controller.signal)).toBe("done");
    await clocks.pass(0);
    expect(removed).toHaveBeenCalledOnce();
    controller.abort();
  });
});

test("a signal that has aborted already ends the wait at once", async () => {
  const controller = new AbortController();
  controller.abort("left");
  await expect(waitUntil(never, controller.signal)).rejects.toBe("left");
});
