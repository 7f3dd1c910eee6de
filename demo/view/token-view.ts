import type { AccessToken, TokenError } from "../../lib/index.ts";
import { claimsOf, formatClaim } from "./access-claims.ts";
import { adviceFor } from "./advice.ts";
import { element, find, stamp } from "./element.ts";
import { formatDuration } from "./duration.ts";
import { withSecrets } from "./secret.ts";

/** Shows a token's parts: itself, its claims and its scopes. */
export function showToken(card: HTMLElement, { token, scope }: AccessToken): void {
  const view = stamp("token-view");
  find(".body", view).replaceChildren(...withSecrets(token, [token]));
  const claims = Object.entries(claimsOf(token) ?? {}).filter(([name]) => name !== "scope");
  find(".headers", view).replaceChildren(
    ...claims.flatMap(([name, value]) => [
      element("dt", {}, name),
      element("dd", {}, formatClaim(name, value)),
    ]),
  );
  find(".scopes", view).replaceChildren(...scope.map((each) => element("li", {}, each)));
  find(".outcome", card).replaceChildren(view);
}

/** Shows a `TokenError`: its code, what it says, and what to do. */
export function showError(card: HTMLElement, error: TokenError): void {
  const view = stamp("error-view");
  const { code, message, status, retryAfter, issues } = error;
  find(".code", view).textContent = code;
  find(".message", view).textContent = message;
  find(".advice", view).textContent = adviceFor(error);
  const facts: [string, string][] = [];
  if (status !== undefined) facts.push(["status", String(status)]);
  if (retryAfter !== undefined) {
    facts.push(["retryAfter", `${Math.round(retryAfter)} · ${formatDuration(retryAfter)}`]);
  }
  for (const { message: flaw } of issues ?? []) {
    facts.push(["issue", flaw]);
  }
  find(".headers", view).replaceChildren(
    ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
  );
  find(".outcome", card).replaceChildren(view);
}
