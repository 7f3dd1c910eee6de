// The reference's XMLHttpRequest and the library, both really run, their bytes side by side.
import { announce } from "../view/announce.ts";
import { askToken } from "../form/ask-token.ts";
import { element, find } from "../view/element.ts";
import { formatDuration } from "../view/duration.ts";
import { byteLength } from "../view/exchange-view.ts";
import type { Inputs, RequestForm } from "../form/request-form.ts";
import type { PageSandbox } from "../sandbox/page-sandbox.ts";
import { withSecrets } from "../view/secret.ts";
import { traceToken } from "../watch/trace.ts";

/** What one way of asking sent and got. */
interface Run {
  readonly body: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly took: number;
  readonly outcome: string;
  readonly good: boolean;
}

export function startCompare(form: RequestForm, sandbox: PageSandbox): void {
  const section = find("#compare");
  const button = find("#run-both") as HTMLButtonElement;
  const switchOn = find("#with-credentials") as HTMLInputElement;
  const note = find("#compare-note");

  button.addEventListener("click", async () => {
    if (button.ariaBusy === "true" || !form.check()) return;
    button.ariaBusy = "true";
    const inputs = form.inputs;
    const viaWorker = inputs.kind !== "sandbox" || (await sandbox.ready);
    // What the library refuses to send, an XMLHttpRequest would send.
    const ours = await runLibrary(inputs, sandbox);
    const old =
      viaWorker && ours.body ? await runXhr(inputs, switchOn.checked, sandbox) : undefined;
    const secrets = [inputs.credentials.clientSecret];
    show(find('[data-way="xhr"]', section), old, secrets);
    show(find('[data-way="library"]', section), ours, secrets);
    note.textContent = old
      ? verdict(old, ours, inputs, switchOn.checked)
      : viaWorker
        ? "The library refused to send this, so that nothing was sent."
        : "This browser has no service worker for the page, so that its XMLHttpRequest can’t reach the sandbox. Choose another endpoint.";
    note.dataset["state"] = old?.body === ours.body ? "done" : "failed";
    announce(note.textContent);
    button.ariaBusy = "false";
  });
}

async function runXhr(
  inputs: Inputs,
  withCredentials: boolean,
  sandbox: PageSandbox,
): Promise<Run> {
  const { kind, endpoint } = inputs;
  const body = bodyOf(inputs);
  const headers: Run["headers"] = [
    ["content-type", "application/json"],
    ["authorization", "Bearer BEARER_TOKEN_HERE"],
  ];
  const start = performance.now();
  const request = new XMLHttpRequest();
  request.withCredentials = withCredentials;
  await new Promise((resolve) => {
    request.addEventListener("loadend", resolve);
    request.open("POST", endpoint);
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    request.send(body);
  });
  return {
    headers: received(kind, sandbox) ?? headers,
    body: receivedBody(kind, sandbox) ?? body,
    took: performance.now() - start,
    outcome: request.status === 0 ? "status 0, and no reason given" : outcomeOf(request.status),
    good: request.status === 200,
  };
}

async function runLibrary(inputs: Inputs, sandbox: PageSandbox): Promise<Run> {
  const { kind } = inputs;
  const send: typeof fetch = kind === "sandbox" ? sandbox.fetch : fetch;
  const start = performance.now();
  const { exchanges, error, accessToken } = await traceToken(
    async (hooks) => askToken(inputs, hooks),
    send,
  );
  const sent = exchanges[0];
  return {
    headers: (sent && received(kind, sandbox)) ?? sent?.headers ?? [],
    body: (sent && receivedBody(kind, sandbox)) ?? sent?.body ?? "",
    took: performance.now() - start,
    outcome: accessToken
      ? `an AccessToken, checked, until ${new Date(accessToken.expiresAt).toLocaleTimeString()}`
      : `TokenError ${error!.code}: ${error!.message}`,
    good: accessToken !== undefined,
  };
}

/** The page's sandbox tells what the browser really sent; of others one knows what it was given. */
function received(kind: Inputs["kind"], sandbox: PageSandbox): Run["headers"] | undefined {
  return kind === "sandbox" ? sandbox.received?.headers : undefined;
}

function receivedBody(kind: Inputs["kind"], sandbox: PageSandbox): string | undefined {
  return kind === "sandbox" ? new TextDecoder().decode(sandbox.received?.body) : undefined;
}

function bodyOf({ kind, credentials, expiresIn }: Inputs): string {
  return JSON.stringify(kind === "broker" ? {} : { ...credentials, expiresIn });
}

function outcomeOf(status: number): string {
  return status === 200 ? "200 and a text, to be parsed and checked" : `${status} and a text`;
}

function show(card: HTMLElement, run: Run | undefined, secrets: readonly string[]): void {
  const cell = (name: string) => find(`[data-cell="${name}"]`, card);
  if (!run) {
    for (const each of card.querySelectorAll("[data-cell]")) each.textContent = "–";
    return;
  }
  cell("body").replaceChildren(...withSecrets(run.body, secrets));
  cell("size").textContent = `${byteLength(run.body)} bytes`;
  cell("headers").replaceChildren(
    ...run.headers
      .filter(([name]) => /^(content-type|authorization|cookie|accept)$/.test(name))
      .map(([name, value]) => element("div", {}, `${name}: ${value}`)),
  );
  cell("time").textContent = formatDuration(run.took);
  cell("outcome").textContent = run.outcome;
  cell("outcome").className = run.good ? "good" : "bad";
}

function verdict(old: Run, ours: Run, { kind }: Inputs, withCredentials: boolean): string {
  const bytes =
    old.body === ours.body
      ? `The same ${byteLength(ours.body)} bytes, byte for byte.`
      : `The bodies differ: ${byteLength(old.body)} and ${byteLength(ours.body)} bytes.`;
  if (!withCredentials) return bytes;
  if (kind === "sandbox") {
    return `${bytes} The sandbox is of this page’s own origin, where browsers do not ask. Of another origin they refuse the reply: it allows “*”, which is not enough for a request with credentials.`;
  }
  return old.good
    ? `${bytes} This endpoint allows requests with credentials from this page.`
    : `${bytes} The browser refused the XMLHttpRequest’s reply: it was sent with credentials, and the endpoint allows “*”, which is not enough for that. The library leaves credentials out.`;
}
