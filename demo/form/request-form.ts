import type { PageBroker } from "../sandbox/page-broker.ts";
import type { PageSandbox } from "../sandbox/page-sandbox.ts";
import { find } from "../view/element.ts";
import { isRevealed, reveal } from "../view/secret.ts";
import { type EndpointKind, endpointNotes, isLoopback, sirvEndpoint } from "./endpoint.ts";
import type { Inputs } from "./inputs.ts";

export interface RequestForm {
  readonly inputs: Inputs;
  /** Whether the fields hold what they may; shows the visitor the first that does not. */
  check(): boolean;
  /** Called at once, and whenever an input changes. */
  onInput(changed: (inputs: Inputs) => void): void;
  onSubmit(submit: (inputs: Inputs) => void): void;
  /** Sends the form as it is. */
  submit(): void;
}

const names = ["endpoint", "clientId", "clientSecret", "expiresIn"] as const;

/** The fields' values, as they are typed. */
type Values = Readonly<Record<(typeof names)[number], string>>;

/** The form with the endpoint and the credentials. Nothing of it is stored, or put into the URL. */
export function createRequestForm(sandbox: PageSandbox, broker: PageBroker): RequestForm {
  const form = find("#credentials form") as HTMLFormElement;
  const input = (name: string) => find(`[name="${name}"]`, form) as HTMLInputElement;
  const fields = {
    endpoint: input("endpoint"),
    clientId: input("clientId"),
    clientSecret: input("clientSecret"),
    expiresIn: input("expiresIn"),
  };
  const session = input("session");
  const [resetButton, revealButton, editButton] = [
    find("#reset", form),
    find("#reveal", form),
    find("#edit", form),
  ];
  const kindOf = () =>
    (find("[name=kind]:checked", form) as HTMLInputElement).value as EndpointKind;
  const listeners: ((inputs: Inputs) => void)[] = [];

  // Where npm start says that its own sandbox is, which knows the same client.
  const given = new URLSearchParams(location.search).get("endpoint");
  const own = given !== null && isLoopback(given) ? given : undefined;
  if (own) (find('[value="sirv"]', form) as HTMLInputElement).checked = true;

  const empty = { clientId: "", clientSecret: "", expiresIn: "" };
  const initial: Readonly<Record<EndpointKind, Values>> = {
    sandbox: { ...empty, ...sandbox.credentials, endpoint: sandbox.endpoint },
    broker: { ...empty, endpoint: broker.endpoint },
    sirv: { ...empty, ...(own && sandbox.credentials), endpoint: own ?? sirvEndpoint },
  };
  /** Every kind has values of its own: a secret that is typed for one is sent to no other. */
  const values: Record<EndpointKind, Values> = { ...initial };

  function fill(): void {
    const kind = kindOf();
    for (const name of names) fields[name].value = values[kind][name];
    fields.endpoint.readOnly = kind === "sandbox";
    for (const field of [fields.clientId, fields.clientSecret, fields.expiresIn]) {
      field.disabled = kind === "broker";
    }
    find("#endpoint-note", form).textContent = endpointNotes[kind];
    form.dataset["kind"] = kind;
  }

  function read(): Inputs {
    const { endpoint, clientId, clientSecret, expiresIn } = fields;
    return {
      kind: kindOf(),
      endpoint: endpoint.value,
      credentials: { clientId: clientId.value, clientSecret: clientSecret.value },
      // An empty field's number is NaN.
      expiresIn: (expiresIn.validity.valid && expiresIn.valueAsNumber) || undefined,
    };
  }

  function changed(): void {
    const kind = kindOf();
    const inputs = read();
    broker.session = session.checked;
    resetButton.hidden = names.every((name) => values[kind][name] === initial[kind][name]);
    find("#session", form).hidden = inputs.endpoint !== broker.endpoint;
    find("#secret-warning", form).hidden =
      kind !== "sirv" || ["", sandbox.credentials.clientSecret].includes(fields.clientSecret.value);
    for (const listener of listeners) listener(inputs);
  }

  form.addEventListener("input", ({ target }) => {
    const { name, value } = target as HTMLInputElement;
    if (name === "kind") fill();
    else if (name !== "session") values[kindOf()] = { ...values[kindOf()], [name]: value };
    changed();
  });
  resetButton.addEventListener("click", () => {
    values[kindOf()] = initial[kindOf()];
    fill();
    changed();
    fields.endpoint.focus();
  });
  revealButton.addEventListener("click", () => {
    reveal(!isRevealed());
    fields.clientSecret.type = isRevealed() ? "text" : "password";
    revealButton.setAttribute("aria-pressed", String(isRevealed()));
  });
  /** On a narrow screen the sandbox's credentials, which nobody has to change, are folded. */
  const unfold = (on: boolean) => editButton.setAttribute("aria-expanded", String(on));
  editButton.addEventListener("click", () => unfold(editButton.ariaExpanded !== "true"));
  // The visitor is led to a field that can't be sent, which must be seen for that.
  form.addEventListener("invalid", () => unfold(true), { capture: true });
  fill();

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
        submit(read());
      });
    },
    submit: () => form.requestSubmit(),
  };
}
