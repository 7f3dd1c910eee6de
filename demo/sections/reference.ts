// What the reference's samples send, what its schema asks for, and what the library makes of it: all really sent.
import { requestToken } from "../../lib/index.ts";
import { waitUntil } from "../../lib/support/wait-for.ts";
import type { Inputs } from "../form/inputs.ts";
import type { RequestForm } from "../form/request-form.ts";
import type { PageHost } from "../sandbox/page-host.ts";
import { createPageSandbox } from "../sandbox/page-sandbox.ts";
import { announce } from "../view/announce.ts";
import { createBusy } from "../view/busy.ts";
import { formatInstant } from "../view/duration.ts";
import { find } from "../view/element.ts";
import { watchScrolling } from "../view/scrollable.ts";
import { createTrace } from "../watch/trace.ts";
import { canceled, type Verdict, verdict, withoutWorker } from "./reference-verdict.ts";
import { clearWay, showWay, type Way } from "./reference-view.ts";
import { sendXhr } from "./send-xhr.ts";

/** Milliseconds that each of them may take. */
const patience = 5000;

const contentType = ["content-type", "application/json"] as const;

export function startReference(form: RequestForm, host: PageHost): void {
  const sandbox = createPageSandbox(host, "reference/");
  const section = find("#reference");
  const button = find("#run-reference");
  const cancelButton = find("#cancel-reference");
  const setBusy = createBusy(button, cancelButton);
  const note = find("#reference-note");
  const card = (name: string) => find(`[data-way="${name}"]`, section);
  let current: AbortController | undefined;

  function clear(): void {
    current?.abort();
    current = undefined;
    setBusy(false);
    for (const each of section.querySelectorAll<HTMLElement>("[data-way]")) clearWay(each);
    note.textContent = "";
    note.dataset["state"] = "idle";
  }

  for (const cell of section.querySelectorAll<HTMLElement>("[data-cell]")) watchScrolling(cell);
  // What is shown is of the form's values.
  form.onInput(clear);
  cancelButton.addEventListener("click", () => current?.abort(new Error("You canceled it.")));

  button.addEventListener("click", async () => {
    if (button.ariaBusy === "true") return;
    const { inputs } = form;
    if (inputs.kind !== "broker" && !form.check()) return;
    clear();
    const own = new AbortController();
    current = own;
    setBusy(true);
    const said = await compare(inputsFor(inputs), own.signal);
    if (current !== own) return;
    note.textContent = said.text;
    note.dataset["state"] = said.state;
    announce(said.text);
    setBusy(false);
  });

  /** Without Sirv itself, a sandbox of this section's own; no broker takes such requests. */
  function inputsFor(inputs: Inputs): Inputs {
    if (inputs.kind === "sirv") return inputs;
    const { endpoint, credentials } = sandbox;
    return { ...inputs, endpoint, ...(inputs.kind === "broker" && { credentials }) };
  }

  async function compare(inputs: Inputs, signal: AbortSignal): Promise<Verdict> {
    const { endpoint, credentials, expiresIn } = inputs;
    const secrets = [credentials.clientSecret];
    const isShown = () => current?.signal === signal;
    const show = (name: string, way: Way) => {
      if (isShown()) showWay(card(name), way, secrets);
      return way;
    };

    // First of all: what the library refuses to send, an XMLHttpRequest would send.
    const library = show("library", await sendLibrary(inputs, signal));
    if (signal.aborted) return canceled;
    if (!library.body) {
      return { state: "failed", text: "The library refused to send this, so nothing was sent." };
    }
    const isReady =
      endpoint !== sandbox.endpoint || (await waitUntil(host.ready, signal).catch(() => false));
    if (signal.aborted) return canceled;
    if (!isReady) return withoutWorker;
    const limits = { signal, timeout: patience };
    const placeholder = ["authorization", "Bearer BEARER_TOKEN_HERE"] as const;
    const printed = arrived(
      await sendXhr(
        { endpoint, headers: [contentType, placeholder], body: "{}", withCredentials: true },
        limits,
      ),
    );
    show("printed", printed);
    const body = JSON.stringify({ ...credentials, expiresIn });
    const schema = arrived(await sendXhr({ endpoint, headers: [contentType], body }, limits));
    show("schema", schema);
    return signal.aborted ? canceled : verdict(printed, schema, library);
  }

  async function sendLibrary(inputs: Inputs, signal: AbortSignal): Promise<Way> {
    const { endpoint, credentials, expiresIn } = inputs;
    const trace = createTrace(host.fetch, () => {});
    const options = { endpoint, expiresIn, signal, totalTimeout: patience, ...trace.hooks };
    const outcome = await requestToken(credentials, options).then(
      ({ expiresAt }) => ({
        isGood: true,
        outcome: `An AccessToken, checked, good until ${formatInstant(expiresAt)}`,
      }),
      (error: Error) => ({ isGood: false, outcome: error.message }),
    );
    const [sent] = trace.exchanges;
    return arrived({ headers: sent?.headers ?? [], body: sent?.body ?? "", ...outcome });
  }

  /** The page's sandbox tells what the browser really sent; of others one knows what it was given. */
  function arrived<Sent extends Way>(way: Sent): Sent {
    const received = sandbox.takeReceived();
    if (!received) return way;
    return { ...way, headers: received.headers, body: new TextDecoder().decode(received.body) };
  }
}
