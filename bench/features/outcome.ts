import { setTimeout as sleep } from "node:timers/promises";

/** What became of a call. */
export type Outcome<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "error"; readonly error: unknown }
  | { readonly kind: "waiting" };

/** What became of it, or that it still waits after so many milliseconds. */
export async function outcomeOf<T>(call: Promise<T>, patience: number): Promise<Outcome<T>> {
  const settled: Promise<Outcome<T>> = call.then(
    (value) => ({ kind: "value", value }),
    (error: unknown) => ({ kind: "error", error }),
  );
  const controller = new AbortController();
  const late = sleep<Outcome<T>>(patience, { kind: "waiting" }, { signal: controller.signal });
  late.catch(() => undefined);
  const outcome = await Promise.race([settled, late]);
  controller.abort();
  return outcome;
}

/** Waits until it is so, or for so many milliseconds; tells whether it is. */
export async function untilSo(isSo: () => boolean, patience: number): Promise<boolean> {
  const end = process.hrtime.bigint() + BigInt(patience) * 1_000_000n;
  while (!isSo() && process.hrtime.bigint() < end) await sleep(5);
  return isSo();
}

/** Milliseconds after which what waits is taken to wait for the server. */
export const aWhile = 700;

/** Milliseconds for who may try again and again. */
export const aLongWhile = 20_000;

/** The first words of an error. */
export function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [line = ""] = text.split("\n");
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
