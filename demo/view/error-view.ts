import type { TokenError } from "../../lib/index.ts";
import { formatDuration } from "./duration.ts";
import { element } from "./element.ts";
import { watchScrolling } from "./scrollable.ts";

/** A `TokenError`: its code, and what it says. */
export function errorView(error: TokenError): HTMLElement {
  const { code, message, status, retryAfter, issues = [] } = error;
  const facts: [string, string][] = issues.map(({ message: flaw }) => ["issue", flaw]);
  if (retryAfter !== undefined) {
    facts.unshift(["retryAfter", `${Math.round(retryAfter)} ms = ${formatDuration(retryAfter)}`]);
  }
  if (status !== undefined) facts.unshift(["status", String(status)]);
  const text = element("p", { class: "message" }, message);
  watchScrolling(text);
  return element(
    "div",
    { class: "error-view" },
    element("p", { class: "code" }, ...breakable(code)),
    text,
    element(
      "dl",
      { class: "headers" },
      ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
    ),
  );
}

/** A code that may go on in the next line between its words, and only there. */
export function breakable(code: string): (Node | string)[] {
  return code
    .split("_")
    .flatMap((word, index) => (index === 0 ? [word] : ["_", element("wbr"), word]));
}
