import { stateOf, type Visit } from "./in-browsers.ts";

/** Presses what there is to press, so that every section shows what it has. */
export async function showEverything({ page, until }: Visit): Promise<void> {
  await page.click("[value=sirv]");
  await page.click("[value=sandbox]");
  await page.click("#credentials button[type=submit]");
  await until(`${stateOf("#call")} === "done"`);
  await page.click("#run-reference");
  await until(`["done", "failed"].includes(${stateOf("#reference-note")})`);
  await page.click("[data-failure=offline]");
  await until(`${stateOf("#failure-result")} === "failed"`);
  await page.click("[data-action=crowd]");
  await until('document.querySelector("#provider-note").textContent.startsWith("100")');
}
