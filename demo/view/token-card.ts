import { type AccessToken, isTokenError } from "../../lib/index.ts";
import { createCopyButton } from "./copy-button.ts";
import { tokenInColours } from "./decoded-token.ts";
import { formatDuration, formatInstant } from "./duration.ts";
import { element, find } from "./element.ts";
import { errorView } from "./error-view.ts";
import { createRing } from "./ring.ts";
import { watchScrolling } from "./scrollable.ts";

/** What came of a request: the token and how long it lives, or why there is none. */
export interface TokenCard {
  showToken(accessToken: AccessToken): void;
  showError(error: unknown): void;
  clear(hint: string): void;
}

export function createTokenCard(card: HTMLElement): TokenCard {
  const ring = createRing(find(".ring", card));
  const outcome = find(".outcome", card);
  const actions = find(".actions", card);
  let token = "";
  const copy = createCopyButton(
    find(".copy", card),
    () => token,
    "token",
    () => find(".token-text", card),
  );

  function show(content: HTMLElement, accessToken?: AccessToken): void {
    token = accessToken?.token ?? "";
    actions.hidden = !accessToken;
    copy.reset();
    outcome.replaceChildren(content);
    if (!accessToken) ring.clear();
  }

  return {
    showToken(accessToken) {
      const { expiresIn, expiresAt, scope } = accessToken;
      ring.show(expiresAt - expiresIn * 1000, expiresAt);
      const life = `Good for ${formatDuration(expiresIn * 1000)}, until ${formatInstant(expiresAt)}.`;
      const allows =
        scope.length > 0 ? ` ${scope.length} scope${scope.length === 1 ? "" : "s"}.` : "";
      const text = element(
        "p",
        { class: "token-text bytes" },
        ...tokenInColours(accessToken.token),
      );
      watchScrolling(text);
      show(
        element(
          "div",
          { class: "token-view" },
          text,
          element("p", { class: "note" }, life + allows),
        ),
        accessToken,
      );
    },
    showError(error) {
      const text = error instanceof Error ? error.message : String(error);
      show(isTokenError(error) ? errorView(error) : element("p", { class: "empty" }, text));
    },
    clear: (hint) => show(element("p", { class: "empty" }, hint)),
  };
}
