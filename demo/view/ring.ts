import { formatCountdown } from "./duration.ts";
import { find } from "./element.ts";

/** A ring that empties while a token lives. */
export interface Ring {
  /** Shows a token's life, in epoch milliseconds; a ring that showed another turns. */
  show(start: number, expiresAt: number): void;
  /** Shows that there is no token. */
  clear(): void;
}

export function createRing(root: HTMLElement): Ring {
  const progress = find(".progress", root);
  const time = find(".time", root);
  let life: { readonly start: number; readonly expiresAt: number } | undefined;

  function draw(): void {
    const left = life ? life.expiresAt - Date.now() : 0;
    const share = life ? Math.max(0, left / (life.expiresAt - life.start)) : 0;
    // Of a path that is declared to be 100 long.
    progress.setAttribute("stroke-dasharray", `${(share * 100).toFixed(2)} 100`);
    const text = life ? formatCountdown(left) : "–:––";
    if (time.textContent !== text) time.textContent = text;
    root.dataset["state"] = life === undefined ? "none" : left > 0 ? "good" : "expired";
  }

  setInterval(draw, 250);
  draw();
  return {
    show(start, expiresAt) {
      if (life && life.expiresAt !== expiresAt) {
        root.classList.remove("turning");
        // Starts the animation anew.
        void root.offsetWidth;
        root.classList.add("turning");
      }
      life = { start, expiresAt };
      draw();
    },
    clear() {
      life = undefined;
      draw();
    },
  };
}
