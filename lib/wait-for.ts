/**
 * Waits for a promise that others may wait for too.
 *
 * @param promise - What to wait for.
 * @param milliseconds - How long.
 * @param tooLong - What to do then, and to wait for instead.
 * @param signal - Ends the wait; the promise rejects with its reason.
 * @param left - Called when the signal has ended the wait.
 */
export function waitFor<T>(
  promise: Promise<T>,
  milliseconds: number,
  tooLong: () => Promise<T>,
  signal?: AbortSignal | null,
  left?: () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", leave);
    };
    const leave = () => {
      end();
      reject(signal!.reason as Error);
      left?.();
    };
    const timer = setTimeout(() => {
      end();
      resolve(tooLong());
    }, milliseconds);
    signal?.addEventListener("abort", leave);
    promise.then(resolve, reject).finally(end);
  });
}
