import { announce } from "./announce.ts";
import { element } from "./element.ts";

/** Milliseconds for which a button says what came of it. */
const shownFor = 2000;

/** A button that copies. */
export interface CopyButton {
  /** Takes back what the button said: it was of another text. */
  reset(): void;
}

/**
 * Makes a button copy, and say whether it could: a browser may refuse, and on plain HTTP there is no
 * clipboard for pages.
 *
 * @param text - What to copy, asked for with each click.
 * @param name - What it is, such as `code`.
 * @param shown - Gives where it stands on the page: selected for the keyboard where copying is refused.
 */
export function createCopyButton(
  button: HTMLElement,
  text: () => string,
  name: string,
  shown?: () => HTMLElement,
): CopyButton {
  const label = button.textContent;
  const problem = element("span", { class: "note bad" });
  button.after(problem);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function say(result = label, refusal = ""): void {
    clearTimeout(timer);
    button.textContent = result;
    problem.textContent = refusal;
  }

  button.addEventListener("click", async () => {
    const copied = text();
    let isRefused = false;
    try {
      await navigator.clipboard.writeText(copied);
    } catch {
      isRefused = true;
    }
    // It would speak of another text by now.
    if (text() !== copied) return;
    if (isRefused) {
      const part = shown?.();
      // What is masked is not in the document: it can't be selected.
      const first = part?.querySelector(".masked") ? "Reveal the secrets, select" : "Select";
      say(label, `Copying was refused. ${first} the ${name} and copy it with the keyboard.`);
      announce(problem.textContent);
      if (part) getSelection()?.selectAllChildren(part);
    } else {
      say("Copied");
      announce(`The ${name} is copied.`);
      timer = setTimeout(say, shownFor);
    }
  });
  return { reset: say };
}
