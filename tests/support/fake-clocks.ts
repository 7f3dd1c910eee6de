import { afterEach, beforeEach, vi } from "vitest";

/** Clocks that stand still unless they are moved. */
export interface FakeClocks {
  /** Lets time go by on both clocks, and the timers with it. */
  pass(milliseconds: number): Promise<void>;
  /**
   * The same for who does it a thousand times: in browsers, too, it takes no real time. What has to
   * follow meanwhile must be made of promises and timers alone, and no work of the platform's.
   */
  passQuickly(milliseconds: number): Promise<void>;
  /** Sets the wall clock forward, or back if negative. */
  jump(milliseconds: number): void;
  /** Lets a laptop sleep: the wall clock goes on, the monotonic one and the timers do not. */
  sleep(milliseconds: number): void;
}

/** Fake clocks for each test of the file, whose tests run one after the other. */
export function useFakeClocks(): FakeClocks {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const jump = (milliseconds: number) => void vi.setSystemTime(Date.now() + milliseconds);
  return {
    pass: async (milliseconds) => void (await vi.advanceTimersByTimeAsync(milliseconds)),
    async passQuickly(milliseconds) {
      if (!("setImmediate" in globalThis)) await newTask();
      await vi.advanceTimersByTimeAsync(milliseconds);
    },
    jump,
    sleep: jump,
  };
}

/**
 * A task that no timer began. Where there is no `setImmediate`, the clocks are moved with the platform's
 * own timers, and a browser delays those by 4 ms that timers have begun, one after the other.
 */
async function newTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.addEventListener("message", resolve, { once: true });
    port1.start();
    port2.postMessage(undefined);
  });
  port1.close();
}
