// The code for what the form asks, in the visitor's language.
import { sirvEndpoint } from "../form/endpoint.ts";
import type { Inputs } from "../form/inputs.ts";
import type { RequestForm } from "../form/request-form.ts";
import { snippets } from "../snippets/index.ts";
import type { Snippet, SnippetInputs } from "../snippets/snippet.ts";
import { createCopyButton } from "../view/copy-button.ts";
import { element, find } from "../view/element.ts";
import { highlighted } from "../view/highlight.ts";
import { isRevealed } from "../view/secret.ts";
import { createTabs } from "../view/tabs.ts";

/** In ASCII, which no language's literals change. */
const mask = "********";

export function startCode(form: RequestForm): void {
  const panel = find("#code-panel");
  const code = find("code", panel);
  const list = find("#code-tabs");
  const withValues = find("#with-values") as HTMLInputElement;
  let [chosen] = snippets;
  let inputs = form.inputs;

  const written = () => chosen.write(snippetInputs(inputs, withValues.checked));
  const copy = createCopyButton(find("#copy"), written, "code", () => code);

  function draw(): void {
    const values = snippetInputs(inputs, withValues.checked);
    const { credentials } = values;
    const shown =
      credentials && !isRevealed()
        ? { ...values, credentials: { ...credentials, clientSecret: mask } }
        : values;
    code.replaceChildren(...highlighted(chosen.write(shown), chosen.language));
    markMasks(code);
    find("#code-hint").textContent = chosen.hint;
    find("#code-values").hidden = !hasValues(inputs);
    find("#code-note").textContent = noteFor(inputs, Boolean(credentials));
    copy.reset();
  }

  createTabs(list, panel, snippets, (id) => {
    chosen = snippets.find((each) => each.id === id) ?? chosen;
    panel.scrollTo(0, 0);
    draw();
  });
  list.replaceChildren(rowOf("library", "With this library"), rowOf("plain", "Without it"));
  form.onInput((changed) => {
    inputs = changed;
    draw();
  });
  withValues.addEventListener("change", draw);
  document.addEventListener("reveal", draw);
}

/** A row of tabs under its name, which each of them has as its description. */
function rowOf(group: Snippet["group"], title: string): HTMLElement {
  const name = element(
    "span",
    { id: `code-${group}`, class: "note", "aria-hidden": "true" },
    title,
  );
  const tabs = snippets
    .filter((snippet) => snippet.group === group)
    .map(({ id }) => find(`#tab-${id}`));
  for (const tab of tabs) tab.setAttribute("aria-describedby", name.id);
  return element("div", { class: "row" }, name, ...tabs);
}

/** Puts what masks a secret, if that is there, into an element that says so. */
function markMasks(code: HTMLElement): void {
  for (const part of code.querySelectorAll("span")) {
    const pieces = (part.textContent ?? "").split(mask);
    part.replaceChildren(
      ...pieces.flatMap((piece, index) =>
        index === 0 ? [piece] : [element("span", { class: "secret" }, mask), piece],
      ),
    );
  }
}

/** Whether the form holds credentials for Sirv: the sandbox's are of no use anywhere else. */
function hasValues({ kind, credentials }: Inputs): boolean {
  return kind === "sirv" && credentials.clientId !== "" && credentials.clientSecret !== "";
}

/** The page's sandbox can't be reached from elsewhere, and a broker's user has no secret. */
function snippetInputs(inputs: Inputs, withValues: boolean): SnippetInputs {
  const { kind, endpoint, credentials, expiresIn } = inputs;
  return {
    credentials: withValues && hasValues(inputs) ? credentials : undefined,
    expiresIn,
    endpoint: kind === "sirv" && URL.canParse(endpoint) ? endpoint : sirvEndpoint,
  };
}

function noteFor({ kind }: Inputs, hasLiterals: boolean): string {
  if (kind === "sandbox") {
    return "The sandbox is of this page alone: the code names Sirv’s address. Programs get one of their own from npx sirv-token sandbox.";
  }
  return hasLiterals ? "The secret is masked here and real in the copy." : "";
}
