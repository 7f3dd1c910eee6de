import { element, find } from "../view/element.ts";
import { withSecrets } from "../view/secret.ts";
import { byteLength, formatSize } from "../view/size.ts";
import type { Exchange } from "../watch/exchange.ts";

/** What one way of asking sent and got. */
export interface Way {
  readonly headers: Exchange["headers"];
  readonly body: string;
  readonly outcome: string;
  readonly isGood: boolean;
}

/** Those that the programs set; a browser adds its own. */
const shownHeaders = /^(content-type|authorization)$/;

export function showWay(card: HTMLElement, way: Way, secrets: readonly string[]): void {
  const cell = (name: string) => find(`[data-cell="${name}"]`, card);
  cell("body").replaceChildren(...withSecrets(way.body || "–", secrets));
  cell("size").textContent = formatSize(byteLength(way.body));
  cell("headers").replaceChildren(
    ...way.headers
      .filter(([name]) => shownHeaders.test(name))
      .map(([name, value]) => element("div", {}, `${name}: ${value}`)),
  );
  // A server may send a secret back.
  cell("outcome").replaceChildren(...withSecrets(way.outcome, secrets));
  cell("outcome").classList.add(way.isGood ? "good" : "bad");
}

export function clearWay(card: HTMLElement): void {
  for (const cell of card.querySelectorAll("[data-cell]")) {
    cell.textContent = "–";
    cell.classList.remove("good", "bad");
  }
}
