// A strip of lanes on which time goes by, from right to left.
import { element, find } from "./element.ts";

/** Something on a lane, by `performance.now()`. */
export interface Mark {
  readonly lane: "token" | "requests" | "callers" | "server";
  readonly kind: "life" | "request" | "failed" | "caller" | "crowd" | "down";
  readonly start: number;
  /** Without it, it still goes on; a moment's is its start. */
  end?: number | undefined;
  readonly label?: string;
}

export interface Strip {
  add(mark: Mark): Mark;
}

/** What the strip shows of the past and of the future, in milliseconds. */
const past = 30_000;
const future = 20_000;

export function createStrip(root: HTMLElement): Strip {
  const marks = new Map<Mark, HTMLElement>();
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let visible = false;

  function draw(): void {
    const from = performance.now() - past;
    const share = (time: number) => ((time - from) / (past + future)) * 100;
    for (const [mark, shown] of marks) {
      const end = mark.end ?? performance.now();
      if (end < from) {
        shown.remove();
        marks.delete(mark);
        continue;
      }
      const start = Math.max(0, share(mark.start));
      shown.style.insetInlineStart = `${start.toFixed(3)}%`;
      shown.style.inlineSize = `${Math.max(0, Math.min(100, share(end)) - start).toFixed(3)}%`;
    }
  }

  function loop(): void {
    if (!visible) return;
    draw();
    // Whoever asked for less motion gets a picture a second.
    if (still.matches) setTimeout(loop, 1000);
    else requestAnimationFrame(loop);
  }

  new IntersectionObserver(([entry]) => {
    const before = visible;
    visible = entry?.isIntersecting ?? false;
    if (!before) loop();
  }).observe(root);

  return {
    add(mark) {
      const shown = element("span", { class: `mark ${mark.kind}` }, mark.label ?? "");
      find(`[data-lane="${mark.lane}"]`, root).append(shown);
      marks.set(mark, shown);
      draw();
      return mark;
    },
  };
}
