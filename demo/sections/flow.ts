// From the credentials to a call with the token, step by step.
import { type AccessToken, createTokenProvider, type TokenProvider } from "../../lib/index.ts";
import { accountUrlOf, sirvEndpoint } from "../form/endpoint.ts";
import { bodyOf, type Inputs, tokenSource } from "../form/inputs.ts";
import type { RequestForm } from "../form/request-form.ts";
import type { PageBroker } from "../sandbox/page-broker.ts";
import type { PageHost } from "../sandbox/page-host.ts";
import type { PageSandbox } from "../sandbox/page-sandbox.ts";
import { announce } from "../view/announce.ts";
import { createBusy } from "../view/busy.ts";
import { find } from "../view/element.ts";
import { createTrace } from "../watch/trace.ts";
import { createFlowView } from "./flow-view.ts";

export function startFlow(
  form: RequestForm,
  host: PageHost,
  sandbox: PageSandbox,
  broker: PageBroker,
): void {
  const view = createFlowView();
  const cancelButton = find("#cancel");
  const renewButton = find("#renew");
  const submitButton = find("#credentials [type=submit]");
  const setBusy = createBusy(submitButton, cancelButton);
  /** What was pressed last, and still is of the form's values. */
  let current: AbortController | undefined;

  form.onInput((inputs) => {
    // Nothing of it is sent or shown any more.
    current?.abort();
    current = undefined;
    setBusy(false);
    view.preview({
      method: "POST",
      url: inputs.endpoint,
      headers: [["content-type", "application/json"]],
      body: bodyOf(inputs),
      secrets: secretsOf(inputs),
    });
  });

  form.onSubmit((inputs) => {
    if (submitButton.ariaBusy === "true") return;
    current?.abort();
    current = new AbortController();
    void run(inputs, current);
  });

  cancelButton.addEventListener("click", () => current?.abort(new Error("You canceled it.")));
  renewButton.addEventListener("click", () => {
    // It goes with its token.
    submitButton.focus({ preventScroll: true });
    form.submit();
  });

  async function run(inputs: Inputs, own: AbortController): Promise<void> {
    const { signal } = own;
    const isShown = () => current === own;
    const secrets = secretsOf(inputs);
    let trace = createTrace(host.fetch, () => {});
    view.begin();
    setBusy(true);

    const provider = createTokenProvider(async (context) => {
      trace = createTrace(host.fetch, (soFar) => {
        if (isShown()) view.showTrace(soFar, secrets);
      });
      return tokenSource(inputs, trace.hooks)(context);
    });
    signal.addEventListener("abort", () => provider[Symbol.dispose](), { once: true });

    try {
      const accessToken = await provider.getToken({ signal });
      if (!isShown()) return;
      show(accessToken);
      view.bringIntoView();
      const { token } = accessToken;
      const url = accountUrl(inputs);
      const call = async () => {
        setBusy(true);
        await view.showCall({ send: host.fetch, url, token, trace, signal, isShown });
        if (isShown()) setBusy(false);
      };
      // A token goes to another server than the one that gave it only when somebody says so.
      const isElsewhere = new URL(url).origin !== new URL(inputs.endpoint).origin;
      if (isElsewhere) view.offerCall(call);
      else await call();
      // The sandbox's, and no visitor's.
      if (inputs.kind === "sandbox" && !signal.aborted) keepGood(provider, accessToken, signal);
    } catch (error) {
      if (isShown()) view.fail(error);
    } finally {
      if (isShown()) setBusy(false);
    }
  }

  function show(accessToken: AccessToken): void {
    renewButton.hidden = form.inputs.kind === "sandbox";
    view.showToken(accessToken);
    announce(`A token for ${accessToken.expiresIn} seconds.`);
  }

  /** As long as somebody may look, the provider keeps the token good. */
  function keepGood(provider: TokenProvider, first: AccessToken, signal: AbortSignal): void {
    let shown = first;
    const timer = setInterval(async () => {
      if (document.hidden) return;
      const accessToken = await provider.getToken().catch(() => undefined);
      if (signal.aborted || !accessToken || accessToken === shown) return;
      shown = accessToken;
      show(accessToken);
    }, 1000);
    signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  }

  function accountUrl({ kind, endpoint }: Inputs): string {
    if (endpoint === broker.endpoint) return sandbox.accountUrl;
    return accountUrlOf(kind === "broker" ? sirvEndpoint : endpoint);
  }
}

function secretsOf({ credentials }: Inputs): string[] {
  return [credentials.clientSecret];
}
