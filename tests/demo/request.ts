// What most of the page's tests do with its form.
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { stateOf, type Visit } from "./in-browsers.ts";
import { paste } from "./paste.ts";

export const submit = "#credentials button[type=submit]";

/** Of no account anywhere. */
export const fakeClient = { clientId: "fakeClient", clientSecret: "FAKE-secret-of-nobody" };

/** A sandbox on real HTTP that knows the client above. */
export const createCountingServer = async (): Promise<RemoteSandbox> =>
  createRemoteSandbox({ clients: [fakeClient] });

/** Fills the form of the kind Sirv with another address, and the client above; the secret has the focus. */
export async function chooseServer(visit: Visit, endpoint: string): Promise<void> {
  await visit.page.click("[value=sirv]");
  await paste(visit.page, { endpoint, ...fakeClient });
  await visit.page.evaluate(
    'document.querySelector("#client-secret").focus({ preventScroll: true })',
  );
}

/** Presses the button, and waits until a step's card is in a state. */
export async function press(visit: Visit, card: string, state: string): Promise<void> {
  await visit.page.click(submit);
  await visit.until(`${stateOf(card)} === ${JSON.stringify(state)}`);
}

/** Empties a field as people do. */
export async function empty(visit: Visit, selector: string): Promise<void> {
  await visit.fill(selector, "");
  await visit.page.press("Backspace");
}

/** The value of a field of the form. */
export const valueOf = (name: string): string =>
  `document.querySelector('#credentials [name="${name}"]').value`;

/** Whether an element takes no room. */
export const isHidden = (selector: string): string =>
  `document.querySelector(${JSON.stringify(selector)}).getClientRects().length === 0`;
