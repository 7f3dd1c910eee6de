import type { Span } from "../watch/span.ts";
import { formatDuration } from "./duration.ts";
import { element } from "./element.ts";

/** Spans to scale, one below the other, above an axis of milliseconds. */
export interface Timeline {
  /** Shows them, and goes on while one of them has not ended. */
  show(spans: readonly Span[]): void;
  /** Ends now what has not ended: a wait, too, that was to take longer. */
  stop(): void;
  /** Shows nothing but a text that says why. */
  clear(text?: string): void;
}

const still = matchMedia("(prefers-reduced-motion: reduce)");

export function createTimeline(list: HTMLElement): Timeline {
  let shown: readonly Span[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function draw(): void {
    clearTimeout(timer);
    const now = performance.now();
    const start = Math.min(...shown.map((span) => span.start));
    const isRunning = shown.some(({ end = Infinity }) => end > now);
    const elapsed = Math.max(1, ...shown.map(({ end = now }) => Math.min(end, now) - start));
    // Room to grow: a bar that always reached the end would not be seen to.
    const length = isRunning ? roundUp(Math.max(200, elapsed * 1.25)) : elapsed;
    const share = (time: number) => `${((time / length) * 100).toFixed(3)}%`;
    const rows = shown.map((span) => {
      const end = Math.min(span.end ?? now, now);
      const isOpen = (span.end ?? Infinity) > now;
      const bar = element("span", { class: `bar ${span.kind}${isOpen ? " running" : ""}` });
      bar.style.insetInlineStart = share(span.start - start);
      bar.style.inlineSize = share(end - span.start);
      return element(
        "li",
        {},
        element("span", { class: "label bytes" }, span.label),
        element("span", { class: "track" }, bar),
        element(
          "span",
          { class: "duration" },
          formatDuration(end - span.start) + (isOpen ? " …" : ""),
        ),
      );
    });
    list.replaceChildren(...rows, axis(length, share));
    // Whoever asked for less motion gets a picture a second.
    if (isRunning) timer = setTimeout(draw, still.matches ? 1000 : 60);
  }

  return {
    show(spans) {
      shown = spans;
      if (spans.length > 0) draw();
    },
    stop() {
      const now = performance.now();
      shown = shown.map((span) => ({ ...span, end: Math.min(span.end ?? now, now) }));
      if (shown.length > 0) draw();
    },
    clear(text) {
      clearTimeout(timer);
      shown = [];
      list.replaceChildren(...(text ? [element("li", { class: "empty" }, text)] : []));
    },
  };
}

function axis(length: number, share: (time: number) => string): HTMLElement {
  // The last one needs room for its text, on a telephone too.
  const times = ticksOf(length).filter((time) => time < length * 0.8);
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
  const step = roundUp(length / 5);
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
}

/** The next of 1, 2, 5, 10, 20, 50 and so on. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5].find((each) => value <= each * power) ?? 10;
  return factor * power;
}
