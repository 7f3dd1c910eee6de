import { abortReason } from "./abort-reason.ts";

/** Waits for a promise for so many milliseconds, and gives something else instead when they are over. */
export async function waitAtMost<T, Late>(
  promise: Promise<T>,
  milliseconds: number,
  late: Late,
): Promise<T | Late> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Waits for a promise until the signal aborts; then it rejects with the signal's reason. */
export async function waitUntil<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = () => signal.removeEventListener("abort", leave);
    const leave = () => {
      stopListening();
      reject(abortReason(signal));
    };
    signal.addEventListener("abort", leave);
    if (signal.aborted) leave();
    promise.then(resolve, reject).finally(stopListening);
  });
}
