import { element } from "./element.ts";

/**
 * Tabs by the ARIA practices: one tab stop, arrow keys within.
 *
 * @param panel - What they all control: its content changes with the tab.
 */
export function createTabs(
  list: HTMLElement,
  panel: HTMLElement,
  entries: readonly { readonly id: string; readonly name: string }[],
  choose: (id: string) => void,
): void {
  const tabs = entries.map(({ id, name }) =>
    element(
      "button",
      { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": panel.id },
      name,
    ),
  );

  function select(index: number): void {
    tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", tabs[index]!.id);
    choose(entries[index]!.id);
  }

  tabs.forEach((tab, index) => tab.addEventListener("click", () => select(index)));
  list.addEventListener("keydown", (event) => {
    const current = tabs.indexOf(event.target as HTMLButtonElement);
    const last = tabs.length - 1;
    const next = {
      ArrowRight: current === last ? 0 : current + 1,
      ArrowLeft: current === 0 ? last : current - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    tabs[next]!.focus();
    select(next);
  });
  list.replaceChildren(...tabs);
  select(0);
}
