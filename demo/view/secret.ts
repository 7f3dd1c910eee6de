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
  const forms = secrets.flatMap((secret) =>
    secret === "" ? [] : [secret, JSON.stringify(secret).slice(1, -1)],
  );
  const parts: (Node | string)[] = [];
  for (let rest = text; rest !== "";) {
    const [first] = forms
      .map((form) => ({ form, at: rest.indexOf(form) }))
      .filter(({ at }) => at !== -1)
      // The longer one, where two begin together.
      .toSorted((a, b) => a.at - b.at || b.form.length - a.form.length);
    if (!first) {
      parts.push(rest);
      break;
    }
    parts.push(rest.slice(0, first.at), secretElement(first.form));
    rest = rest.slice(first.at + first.form.length);
  }
  return parts;
}

function secretElement(text: string): HTMLElement {
  const secret = element("span", { class: "secret" });
  texts.set(secret, text);
  show(secret);
  return secret;
}

function show(secret: Element): void {
  secret.classList.toggle("masked", !revealed);
  secret.textContent = revealed ? (texts.get(secret) ?? "") : mask;
}
