// From the credentials to a call with the token, step by step.
import {
  type AccessToken,
  createTokenProvider,
  type TokenError,
  type TokenProvider,
} from "../../lib/index.ts";
import { announce } from "../view/announce.ts";
import { askToken } from "../form/ask-token.ts";
import { find } from "../view/element.ts";
import { accountUrl } from "../form/endpoint.ts";
import { type Exchange, recordingFetch } from "../watch/exchange.ts";
import { type Outgoing, showReply, showRequest } from "../view/exchange-view.ts";
import type { Inputs, RequestForm } from "../form/request-form.ts";
import { createRing } from "../view/ring.ts";
import type { PageSandbox } from "../sandbox/page-sandbox.ts";
import { drawTimeline } from "../view/timeline.ts";
import { showError, showToken as showTokenParts } from "../view/token-view.ts";
import { exchangeSpans, spansOf, type Trace, traceToken } from "../watch/trace.ts";

const requestCard = find("#request");
const replyCard = find("#reply");
const tokenCard = find("#token");
const callCard = find("#call");
const sendCall = find("#send-call");
const timeline = find("#flow-timeline");
const clockNote = find("#clock-note");

export function startFlow(form: RequestForm, sandbox: PageSandbox): void {
  const ring = createRing(find(".ring", tokenCard));

  form.onInput((inputs) => showRequest(requestCard, preview(inputs), secretsOf(inputs)));
  let provider: TokenProvider | undefined;
  let shown: AccessToken | undefined;

  function showToken(accessToken: AccessToken): void {
    shown = accessToken;
    ring.show(accessToken.expiresAt - accessToken.expiresIn * 1000, accessToken.expiresAt);
    showTokenParts(tokenCard, accessToken);
    setStep("token", "done");
  }

  form.onSubmit(async (inputs) => {
    const { kind, endpoint } = inputs;
    const send: typeof fetch = kind === "sandbox" ? sandbox.fetch : fetch;
    let last: Trace | undefined;
    reset();
    ring.clear();
    setStep("request", "active");

    provider = createTokenProvider(async () => {
      last = await traceToken(
        async (hooks) => askToken(inputs, hooks),
        send,
        (soFar) => showTrace(soFar, secretsOf(inputs)),
      );
      if (last.error) throw last.error;
      return last.accessToken!;
    });
    try {
      const accessToken = await provider.getToken();
      showToken(accessToken);
      announce(`A token for ${accessToken.expiresIn} seconds.`);
      const call = async () => callAccount(accountUrl(kind, endpoint), send, accessToken, last!);
      // A broker's token goes to Sirv itself, which is asked only when somebody says so.
      if (kind === "broker") offer(call);
      else await call();
    } catch (error) {
      fail(error as TokenError);
      provider = undefined;
    }
  });

  // As long as somebody may look, the provider keeps the token good.
  setInterval(async () => {
    if (!provider || document.hidden || provider.state.status === "empty") return;
    const accessToken = await provider.getToken().catch(() => undefined);
    if (accessToken && accessToken !== shown) showToken(accessToken);
  }, 1000);
}

/** A call as an application makes it, with the token. */
async function callAccount(
  url: string,
  send: typeof fetch,
  { token }: AccessToken,
  trace: Trace,
): Promise<void> {
  setStep("call", "active");
  const tracked = recordingFetch(send, (exchange) => {
    showRequest(callCard, exchange, [token]);
    showReply(find("#call-reply"), exchange, [token]);
    drawTimeline(timeline, [...spansOf(trace), ...exchangeSpans(exchange)]);
  });
  const response = await tracked(url, { headers: { authorization: `Bearer ${token}` } }).catch(
    () => undefined,
  );
  await response?.text();
  setStep("call", response?.ok ? "done" : "failed");
  const outcome = response ? `answered ${response.status}` : "got no reply";
  announce(`The call with the token ${outcome}.`);
}

/** Leaves it to the visitor to make the call. */
function offer(call: () => Promise<void>): void {
  sendCall.hidden = false;
  sendCall.addEventListener(
    "click",
    () => {
      sendCall.hidden = true;
      void call();
    },
    { once: true },
  );
}

function showTrace(trace: Trace, secretsOfInputs: readonly string[]): void {
  const exchange = trace.exchanges.at(-1);
  if (!exchange) return;
  const secrets = [...secretsOfInputs, ...tokensOf(exchange)];
  drawTimeline(timeline, spansOf(trace));
  clockNote.textContent = hidesPreflight(exchange)
    ? "The endpoint keeps its timing from other origins’ pages: a preflight, if there was one, is part of the first bar."
    : "";
  showRequest(requestCard, exchange, secrets);
  showReply(replyCard, exchange, secrets);
  setStep("request", "done");
  const { reply, endedAt } = exchange;
  if (reply) setStep("reply", reply.status < 400 ? "done" : "failed");
  else setStep("reply", endedAt === undefined ? "active" : "failed");
}

function fail(error: TokenError): void {
  // Refused before anything was sent: there is neither a request nor a reply.
  if (error.status === undefined && ["invalid_input", "insecure_endpoint"].includes(error.code)) {
    setStep("request", "failed");
  }
  showError(tokenCard, error);
  setStep("token", "failed");
  announce(`No token: ${error.code}. ${error.message}`);
}

/** Whether the browser may have asked first, and does not tell. */
function hidesPreflight({ url, preflight, endedAt }: Exchange): boolean {
  return endedAt !== undefined && !preflight && new URL(url).origin !== location.origin;
}

/** The tokens in a reply, which are not for everybody's eyes. */
function tokensOf({ reply }: Exchange): string[] {
  return [...(reply?.body ?? "").matchAll(/"token" *: *"([^"]+)/g)].map(([, token = ""]) => token);
}

function secretsOf({ credentials }: Inputs): string[] {
  return [credentials.clientSecret];
}

/** What the form's request will be. */
function preview({ kind, endpoint, credentials, expiresIn }: Inputs): Outgoing {
  const body = kind === "broker" ? {} : { ...credentials, expiresIn };
  return {
    method: "POST",
    url: endpoint,
    headers: [["content-type", "application/json"]],
    body: JSON.stringify(body),
  };
}

function reset(): void {
  sendCall.hidden = true;
  clockNote.textContent = "";
  for (const step of ["request", "reply", "token", "call"] as const) setStep(step, "idle");
  find(".outcome", tokenCard).replaceChildren();
  for (const card of [replyCard, callCard, find("#call-reply")]) {
    for (const part of [".line", ".headers", ".body", ".meta"]) find(part, card).replaceChildren();
  }
}

function setStep(
  step: "request" | "reply" | "token" | "call",
  state: "idle" | "active" | "done" | "failed",
): void {
  for (const shown of document.querySelectorAll<HTMLElement>(`[data-step="${step}"]`)) {
    shown.dataset["state"] = state;
  }
}
