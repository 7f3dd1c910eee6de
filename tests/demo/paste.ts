import type { Page } from "./browsers/page.ts";

/** Puts values into the form's fields by their names, each at once, as pasting does. */
export async function paste(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(`void (() => {
    for (const [name, value] of Object.entries(${JSON.stringify(values)})) {
      const field = document.querySelector("[name=" + name + "]");
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  })()`);
}
