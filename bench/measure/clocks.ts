// Moves this process's clocks, so that a token ages without anybody waiting for it. Timers are not moved.

const OriginalDate = Date;
const stopwatch = performance.now.bind(performance);
let ahead = 0;

const now = () => OriginalDate.now() + ahead;

globalThis.Date = new Proxy(OriginalDate, {
  construct: (target, values, newTarget): object =>
    Reflect.construct(target, values.length > 0 ? values : [now()], newTarget),
  get: (target, key): unknown => (key === "now" ? now : Reflect.get(target, key)),
});
performance.now = () => stopwatch() + ahead;

/** Moves the wall clock and the monotonic clock ahead. */
export function moveClocks(milliseconds: number): void {
  ahead += milliseconds;
}
