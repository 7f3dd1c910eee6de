// The code for the form's values, in the visitor's language.
import { announce } from "../view/announce.ts";
import { element, find } from "../view/element.ts";
import { sirvEndpoint } from "../form/endpoint.ts";
import type { Inputs, RequestForm } from "../form/request-form.ts";
import { isRevealed } from "../view/secret.ts";
import { snippets } from "../snippets/index.ts";
import type { SnippetInputs } from "../snippets/snippet.ts";
import { createTabs } from "../view/tabs.ts";

/** In ASCII, which no language's literals change. */
const mask = "********";

export function startCode(form: RequestForm): void {
  const panel = find("#code-panel");
  const code = find("code", panel);
  const copy = find("#copy") as HTMLButtonElement;
  let chosen = snippets[0]!;
  let inputs = form.inputs;

  function draw(): void {
    const values = snippetInputs(inputs);
    const shown = isRevealed() ? values : { ...values, clientSecret: mask };
    code.replaceChildren(...marked(chosen.write(shown), mask));
    find("#code-hint").textContent = chosen.hint;
    find("#code-note").textContent = noteFor(inputs);
    copy.textContent = "Copy";
  }

  createTabs(
    find("#code-tabs"),
    panel,
    snippets.map(({ id, name }) => ({ id, name })),
    (id) => {
      chosen = snippets.find((each) => each.id === id) ?? chosen;
      draw();
    },
  );
  form.onInput((changed) => {
    inputs = changed;
    draw();
  });
  document.addEventListener("reveal", draw);
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(chosen.write(snippetInputs(inputs)));
    copy.textContent = "Copied";
    announce(`The ${chosen.name} code is copied, with the real secret.`);
  });
}

/** The text with what masks a secret in an element that says so. */
function marked(text: string, masked: string): (Node | string)[] {
  return text
    .split(masked)
    .flatMap((part, index) =>
      index === 0 ? [part] : [element("span", { class: "secret" }, masked), part],
    );
}

/** The page's sandbox can't be reached from elsewhere, and a broker's user has no secret. */
function snippetInputs({ kind, endpoint, credentials, expiresIn }: Inputs): SnippetInputs {
  return {
    ...credentials,
    expiresIn,
    endpoint: kind === "sirv" && URL.canParse(endpoint) ? endpoint : sirvEndpoint,
  };
}

function noteFor({ kind }: Inputs): string {
  if (kind === "sandbox") {
    return "The sandbox lives in this page alone, so the code names Sirv’s address. Your programs get a sandbox of their own from npx sirv-token sandbox.";
  }
  if (kind === "broker") return "This is for the server that keeps the secret, not for the page.";
  return "The secret is masked here and real in what you copy.";
}
