import { element } from "./element.ts";
import { formatDuration } from "./duration.ts";

/** Something that took its time, by `performance.now()`. */
export interface Span {
  readonly kind: "preflight" | "request" | "failed" | "wait";
  readonly label: string;
  readonly start: number;
  /** Without it, it still goes on. */
  readonly end?: number | undefined;
}

/** Draws spans to scale, one below the other, above an axis of milliseconds. */
export function drawTimeline(list: HTMLElement, spans: readonly Span[]): void {
  const now = performance.now();
  const start = Math.min(...spans.map((span) => span.start));
  const length = Math.max(1, ...spans.map((span) => (span.end ?? now) - start));
  const share = (time: number) => `${((time / length) * 100).toFixed(3)}%`;

  const rows = spans.map(({ kind, label, start: from, end = now }) => {
    const bar = element("span", { class: `bar ${kind}` });
    bar.style.insetInlineStart = share(from - start);
    bar.style.inlineSize = share(end - from);
    return element(
      "li",
      {},
      element("span", { class: "label" }, label),
      element("span", { class: "track" }, bar),
      element("span", { class: "duration" }, formatDuration(end - from)),
    );
  });
  list.replaceChildren(...rows, axis(length, share));
}

function axis(length: number, share: (time: number) => string): HTMLElement {
  // The last one needs room for its text.
  const times = ticksOf(length).filter((time) => time < length * 0.93);
  const ticks = times.map((time) => {
    const text = time === 0 ? "0" : formatDuration(time).replace(/\.0(?= ms)/, "");
    const tick = element("span", { class: "tick" }, text);
    tick.style.insetInlineStart = share(time);
    return tick;
  });
  return element(
    "li",
    { class: "axis", "aria-hidden": "true" },
    element("span", { class: "track" }, ...ticks),
  );
}

/** At most six round numbers from 0 to the length. */
function ticksOf(length: number): number[] {
  const power = 10 ** Math.floor(Math.log10(length / 5));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => length / each <= 5)!;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
}
