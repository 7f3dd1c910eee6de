import { find } from "./element.ts";

/** Says something to those who listen to the page instead of looking at it. */
export function announce(text: string): void {
  find("#announcement").textContent = text;
}
