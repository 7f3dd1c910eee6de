import { describe, expect, test, vi } from "vitest";
import { waitFor } from "../lib/wait-for.ts";
import { useFakeClocks } from "./support/fake-clocks.ts";

const never = new Promise<string>(() => undefined);
const tooLong = async () => "too long";

describe("waiting", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("gives what the promise gives, and leaves no timer behind", async () => {
    expect(await waitFor(Promise.resolve("done"), 1000, tooLong)).toBe("done");
    await expect(waitFor(Promise.reject(new Error("no")), 1000, tooLong)).rejects.toThrow("no");
    await clocks.pass(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends after its time with what there is instead", async () => {
    const waited = waitFor(never, 1000, tooLong);
    await clocks.pass(1000);
    expect(await waited).toBe("too long");
  });

  test("ends with the signal, and leaves no timer and no listener behind", async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    const left = vi.fn<() => void>();
    const waited = waitFor(never, 1000, tooLong, controller.signal, left);
    const reason = new Error("the user left");
    controller.abort(reason);
    await expect(waited).rejects.toBe(reason);
    expect(left).toHaveBeenCalledOnce();
    expect(removed).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a signal that aborts later does nothing", async () => {
    const controller = new AbortController();
    const left = vi.fn<() => void>();
    await waitFor(Promise.resolve("done"), 1000, tooLong, controller.signal, left);
    await clocks.pass(0);
    controller.abort();
    expect(left).not.toHaveBeenCalled();
  });
});
