import { element, find } from "./element.ts";

/** How long a sentence stays: long enough for the next one not to cut it short. */
const stay = 15_000;

/** Says something to those who listen to the page instead of looking at it. */
export function announce(text: string): void {
  const sentence = element("p", {}, text);
  find("#announcement").append(sentence);
  setTimeout(() => sentence.remove(), stay);
}
