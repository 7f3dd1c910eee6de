import { element, find } from "./element.ts";
import type { Exchange } from "../watch/exchange.ts";
import { formatDuration } from "./duration.ts";
import { withSecrets } from "./secret.ts";

/** The part of an exchange that is known before it is sent. */
export type Outgoing = Pick<Exchange, "method" | "url" | "headers" | "body">;

/** Shows a request as it is sent, in the parts that a card has for it. */
export function showRequest(
  card: ParentNode,
  outgoing: Outgoing,
  secrets: readonly string[],
): void {
  const { method, url, headers, body } = outgoing;
  find(".line", card).replaceChildren(element("b", {}, method), ` ${url}`);
  find(".headers", card).replaceChildren(...headerRows(headers, secrets));
  find(".body", card).replaceChildren(...withSecrets(body, secrets));
  find(".meta", card).textContent = body === "" ? "" : `${byteLength(body)} bytes`;
}

/** Shows a reply as it was received. */
export function showReply(card: ParentNode, exchange: Exchange, secrets: readonly string[]): void {
  const { reply, sentAt, endedAt } = exchange;
  if (!reply) {
    find(".line", card).replaceChildren(endedAt === undefined ? "On its way" : "No reply");
    find(".headers", card).replaceChildren();
    find(".body", card).replaceChildren();
  } else {
    const status = element("b", { class: reply.status < 400 ? "good" : "bad" }, `${reply.status}`);
    find(".line", card).replaceChildren(
      status,
      ` ${reply.statusText || statusTexts[reply.status] || ""}`,
    );
    find(".headers", card).replaceChildren(...headerRows(reply.headers, secrets));
    find(".body", card).replaceChildren(...withSecrets(reply.body, secrets));
  }
  find(".meta", card).textContent = endedAt === undefined ? "" : formatDuration(endedAt - sentAt);
}

/** Made of the sandbox's statuses: HTTP/2 has no texts, and neither has a service worker's reply. */
const statusTexts: Readonly<Record<number, string>> = {
  200: "OK",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

function headerRows(headers: Exchange["headers"], secrets: readonly string[]): HTMLElement[] {
  return headers.flatMap(([name, value]) => [
    element("dt", {}, name),
    element("dd", {}, ...withSecrets(value, secrets)),
  ]);
}

/** The size of a text as it goes over the wire. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
