import { element } from "./element.ts";
import { indentedJson } from "./indented-json.ts";
import { watchScrolling } from "./scrollable.ts";
import { withSecrets } from "./secret.ts";

/** A message's body: JSON with indentation, or the bytes as they go over the wire. */
export interface BodyView {
  readonly element: HTMLElement;
  /**
   * @param note - What is to be said of it, such as that it is not whole.
   */
  show(text: string, secrets: readonly string[], note?: string): void;
}

export function createBodyView(label: string): BodyView {
  const body = element("pre", { class: "body", role: "group", "aria-label": label });
  const switcher = element("button", { type: "button", class: "small", "aria-pressed": "false" });
  switcher.append("As bytes");
  const noteLine = element("p", { class: "note" });
  const root = element("div", { class: "body-view" }, body, noteLine, switcher);
  let draw = () => {};

  switcher.addEventListener("click", () => {
    switcher.ariaPressed = String(switcher.ariaPressed !== "true");
    draw();
  });
  watchScrolling(body);

  const view: BodyView = {
    element: root,
    show(text, secrets, note = "") {
      const indented = indentedJson(text);
      draw = () => {
        const isIndented = indented !== undefined && switcher.ariaPressed !== "true";
        body.classList.toggle("indented", isIndented);
        body.replaceChildren(...withSecrets(isIndented ? indented : text, secrets));
      };
      root.hidden = text === "" && note === "";
      // An empty object looks the same.
      switcher.hidden = indented === undefined || indented === text;
      noteLine.textContent = note;
      noteLine.hidden = note === "";
      draw();
    },
  };
  view.show("", []);
  return view;
}
