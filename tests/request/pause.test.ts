import { describe, expect, test, vi } from "vitest";
import { pause } from "../../lib/request/pause.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

describe("a pause", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  /** Whether a pause of a second is over. */
  function start(...signals: (AbortSignal | null | undefined)[]) {
    let isOver = false;
    void (async () => {
      await pause(1000, signals);
      isOver = true;
    })();
    return () => isOver;
  }

  test("lasts its time, without signals and with some that never abort", async () => {
    const pauses = [start(), start(undefined, null), start(new AbortController().signal)];
    await clocks.pass(999);
    expect(pauses.map((isOver) => isOver())).toEqual([false, false, false]);
    await clocks.pass(1);
    expect(pauses.map((isOver) => isOver())).toEqual([true, true, true]);
  });

  test.each([0, 1])("ends with signal %i, and leaves no timer behind", async (index) => {
    const controllers = [new AbortController(), new AbortController()];
    const isOver = start(...controllers.map(({ signal }) => signal));
    controllers[index]?.abort();
    await clocks.pass(0);
    expect(isOver()).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not begin once a signal has aborted", async () => {
    const controller = new AbortController();
    controller.abort();
    const isOver = start(undefined, controller.signal);
    await clocks.pass(0);
    expect(isOver()).toBe(true);
  });
});
