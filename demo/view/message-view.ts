import { type Exchange, isGood } from "../watch/exchange.ts";
import { createBodyView } from "./body-view.ts";
import { formatDuration } from "./duration.ts";
import { element, find } from "./element.ts";
import { watchScrolling } from "./scrollable.ts";
import { withSecrets } from "./secret.ts";
import { byteLength, formatSize } from "./size.ts";

/** The part of an exchange that is known before it is sent. */
export type Outgoing = Pick<Exchange, "method" | "url" | "headers" | "body">;

/** A request or a reply: its first line, its headers and its body. */
export interface MessageView {
  showRequest(outgoing: Outgoing, secrets: readonly string[]): void;
  showReply(exchange: Exchange, secrets: readonly string[]): void;
  clear(): void;
}

/** @param root - Has a `.message` to fill, and a `.meta` for its size or time. */
export function createMessageView(root: HTMLElement, label: string): MessageView {
  const meta = find(".meta", root);
  const line = element("p", { class: "line bytes" });
  const headers = element("dl", { class: "headers bytes" });
  const body = createBodyView(`Body of the ${label}`);
  watchScrolling(line);
  watchScrolling(headers);
  find(".message", root).replaceChildren(line, headers, body.element);

  const showHeaders = (values: Exchange["headers"], secrets: readonly string[]) =>
    headers.replaceChildren(
      ...values.flatMap(([name, value]) => [
        element("dt", {}, name),
        element("dd", {}, ...withSecrets(value, secrets)),
      ]),
    );

  return {
    showRequest({ method, url, headers: values, body: text }, secrets) {
      line.replaceChildren(element("b", {}, method), ` ${url}`);
      showHeaders(values, secrets);
      body.show(text, secrets);
      meta.textContent = text === "" ? "" : formatSize(byteLength(text));
    },
    showReply({ reply, sentAt, endedAt }, secrets) {
      if (reply) line.replaceChildren(statusElement(reply.status), ` ${textOf(reply)}`);
      else line.replaceChildren(endedAt === undefined ? "On its way" : "No reply");
      showHeaders(reply?.headers ?? [], secrets);
      const { body: text = "", isCut = false, size = 0 } = reply ?? {};
      body.show(text, secrets, isCut ? cutNote(text, size) : "");
      meta.textContent = endedAt === undefined ? "" : formatDuration(endedAt - sentAt);
    },
    clear() {
      line.replaceChildren();
      headers.replaceChildren();
      body.show("", []);
      meta.textContent = "";
    },
  };
}

const statusElement = (status: number) =>
  element("b", { class: isGood(status) ? "good" : "bad" }, String(status));

/** HTTP/2 has no texts for its statuses, and neither has a service worker's reply: these are the sandbox's. */
const statusTexts: Readonly<Record<number, string>> = {
  0: "A redirect, which is not followed",
  200: "OK",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

function textOf({ status, statusText }: NonNullable<Exchange["reply"]>): string {
  return statusText || statusTexts[status] || "";
}

function cutNote(text: string, size: number): string {
  return `${formatSize(size)} arrived. The first ${formatSize(byteLength(text))} are shown.`;
}
