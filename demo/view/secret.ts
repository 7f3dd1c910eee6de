// Secrets and tokens on screen: masked, and not in the document at all until they are revealed.
import { element } from "./element.ts";

const mask = "••••••••";

const texts = new WeakMap<Element, string>();
let revealed = false;

/** Whether secrets are shown. */
export const isRevealed = (): boolean => revealed;

/** Shows or masks every secret on the page. */
export function reveal(on: boolean): void {
  revealed = on;
  for (const secret of document.querySelectorAll(".secret")) show(secret);
  document.dispatchEvent(new Event("reveal"));
}

/**
 * The text with its secrets in elements that mask them.
 *
 * @param secrets - As they are; where they stand in JSON, they are found too.
 */
export function withSecrets(text: string, secrets: readonly string[]): (Node | string)[] {
  const forms = secrets
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter((form) => form !== "" && text.includes(form))
    // One may be a part of another.
    .toSorted((a, b) => b.length - a.length);
  let parts: (Node | string)[] = [text];
  for (const form of new Set(forms)) {
    parts = parts.flatMap((part) => (typeof part === "string" ? split(part, form) : [part]));
  }
  return parts.filter((part) => part !== "");
}

function split(text: string, secret: string): (Node | string)[] {
  return text
    .split(secret)
    .flatMap((part, index) => (index === 0 ? [part] : [secretElement(secret), part]));
}

/** An element that masks a text. */
export function secretElement(text: string, className: string = ""): HTMLElement {
  const secret = element("span", { class: `secret ${className}`.trim() });
  texts.set(secret, text);
  show(secret);
  return secret;
}

function show(secret: Element): void {
  secret.classList.toggle("masked", !revealed);
  secret.textContent = revealed ? (texts.get(secret) ?? "") : mask;
}
