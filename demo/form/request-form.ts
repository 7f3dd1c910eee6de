import type { Credentials } from "../../lib/index.ts";
import { type EndpointKind, endpointNotes, isLoopback, sirvEndpoint } from "./endpoint.ts";
import { find } from "../view/element.ts";
import type { PageSandbox } from "../sandbox/page-sandbox.ts";
import { isRevealed, reveal } from "../view/secret.ts";

/** What the form holds. */
export interface Inputs {
  readonly kind: EndpointKind;
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** Nothing while the field holds what Sirv would refuse. */
  readonly expiresIn: number | undefined;
}

export interface RequestForm {
  readonly inputs: Inputs;
  /** Whether the fields hold what they may; shows the visitor the first that does not. */
  check(): boolean;
  /** Called at once, and whenever an input changes. */
  onInput(changed: (inputs: Inputs) => void): void;
  onSubmit(submit: (inputs: Inputs) => Promise<void>): void;
}

/** The form with the endpoint and the credentials. Nothing of it is stored, or put into the URL. */
export function createRequestForm(sandbox: PageSandbox): RequestForm {
  const form = find("#credentials form") as HTMLFormElement;
  const field = (name: string) => find(`[name="${name}"]`, form) as HTMLInputElement;
  const [endpoint, clientId, clientSecret, expiresIn] = [
    field("endpoint"),
    field("clientId"),
    field("clientSecret"),
    field("expiresIn"),
  ];
  const revealButton = find("#reveal", form);
  const kindOf = () =>
    (find("[name=kind]:checked", form) as HTMLInputElement).value as EndpointKind;
  const listeners: ((inputs: Inputs) => void)[] = [];

  /** An address for each kind, as long as the page is open. */
  const endpoints: Record<EndpointKind, string> = {
    sandbox: sandbox.endpoint,
    broker: new URL("/sirv-token", location.origin).href,
    sirv: sirvEndpoint,
  };
  // Where npm start says that its own sandbox is.
  const given = new URLSearchParams(location.search).get("endpoint");
  if (given !== null && isLoopback(given)) {
    endpoints.sirv = given;
    (find('[value="sirv"]', form) as HTMLInputElement).checked = true;
  }
  clientId.value = sandbox.credentials.clientId;
  clientSecret.value = sandbox.credentials.clientSecret;

  function choose(): void {
    const kind = kindOf();
    endpoint.value = endpoints[kind];
    endpoint.readOnly = kind === "sandbox";
    clientId.disabled = clientSecret.disabled = expiresIn.disabled = kind === "broker";
    find("#endpoint-note", form).textContent = endpointNotes[kind];
    form.dataset["kind"] = kind;
  }

  function read(): Inputs {
    return {
      kind: kindOf(),
      endpoint: endpoint.value,
      credentials: { clientId: clientId.value, clientSecret: clientSecret.value },
      // An empty field's number is NaN.
      expiresIn: (expiresIn.validity.valid && expiresIn.valueAsNumber) || undefined,
    };
  }

  function changed(): void {
    const inputs = read();
    const ownSecret = inputs.credentials.clientSecret !== sandbox.credentials.clientSecret;
    find("#secret-warning", form).hidden = inputs.kind !== "sirv" || !ownSecret;
    for (const listener of listeners) listener(inputs);
  }

  form.addEventListener("input", ({ target }) => {
    if ((target as HTMLInputElement).name === "kind") choose();
    else endpoints[kindOf()] = endpoint.value;
    changed();
  });
  revealButton.addEventListener("click", () => {
    reveal(!isRevealed());
    clientSecret.type = isRevealed() ? "text" : "password";
    revealButton.setAttribute("aria-pressed", String(isRevealed()));
  });
  choose();

  return {
    get inputs() {
      return read();
    },
    check: () => form.reportValidity(),
    onInput(listener) {
      listeners.push(listener);
      changed();
    },
    onSubmit(submit) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const button = find("button[type=submit]", form) as HTMLButtonElement;
        if (button.ariaBusy === "true") return;
        button.ariaBusy = "true";
        void submit(read()).finally(() => (button.ariaBusy = "false"));
      });
    },
  };
}
