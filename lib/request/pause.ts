/** Waits so many milliseconds, or until one of the signals aborts. */
export async function pause(
  milliseconds: number,
  signals: readonly (AbortSignal | null | undefined)[],
): Promise<void> {
  if (signals.some((signal) => signal?.aborted)) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    for (const signal of signals) signal?.addEventListener("abort", end);
  });
}
