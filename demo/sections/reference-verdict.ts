import { byteLength, formatSize } from "../view/size.ts";
import { isGood } from "../watch/exchange.ts";
import type { Way } from "./reference-view.ts";

/** What it comes to. */
export interface Verdict {
  readonly state: "done" | "failed";
  readonly text: string;
}

export const withoutWorker: Verdict = {
  state: "failed",
  text: "This browser has no service worker for the page, so its XMLHttpRequest can’t reach the sandbox. The library’s request did.",
};

export const canceled: Verdict = { state: "failed", text: "You canceled it." };

/** What an XMLHttpRequest sent and got. */
export type SentWay = Way & { readonly status: number };

export function verdict(printed: SentWay, schema: SentWay, library: Way): Verdict {
  const isSame = schema.body === library.body;
  const bytes = isSame
    ? `The library sent what the schema asks for, byte for byte: ${formatSize(byteLength(library.body))}.`
    : "The library’s body differs from what the schema asks for.";
  return {
    state: isSame && library.isGood ? "done" : "failed",
    text: `${bytes} ${fateOf(printed, schema)}`,
  };
}

/** What became of the samples. */
function fateOf(printed: SentWay, schema: SentWay): string {
  if (isGood(printed.status)) return `The samples, as printed, got ${printed.status}.`;
  if (printed.status !== 0) {
    return `The samples, as printed, got ${printed.status}: they send an empty object.`;
  }
  // Whoever gives no reply to the other one either has another reason.
  return schema.status === 0
    ? "The samples got no reply."
    : "The samples got no reply: they set withCredentials, and the endpoint allows “*”, which browsers refuse then.";
}
