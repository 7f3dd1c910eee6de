import type { AccessToken } from "../../lib/index.ts";
import { announce } from "../view/announce.ts";
import { decodedToken } from "../view/decoded-token.ts";
import { formatInstant } from "../view/duration.ts";
import { find } from "../view/element.ts";
import { createMessageView, type Outgoing } from "../view/message-view.ts";
import { createTimeline } from "../view/timeline.ts";
import { createTokenCard } from "../view/token-card.ts";
import { type Exchange, isGood, recordingFetch } from "../watch/exchange.ts";
import { exchangeSpans, spansOf, type Trace } from "../watch/trace.ts";

/** The cards of the flow; each says by its state how far it is. */
export interface FlowView {
  /** What would be sent, before anything is. */
  preview(request: Outgoing & { readonly secrets: readonly string[] }): void;
  begin(): void;
  showTrace(trace: Trace, secrets: readonly string[]): void;
  showToken(accessToken: AccessToken): void;
  /** Scrolls to the token as little as it takes; on most screens it takes nothing. */
  bringIntoView(): void;
  fail(error: unknown): void;
  /** Leaves it to the visitor to make the call. */
  offerCall(call: () => Promise<void>): void;
  /** Makes a call as an application does, with the token. */
  showCall(call: Call): Promise<void>;
}

interface Call {
  readonly send: typeof fetch;
  readonly url: string;
  readonly token: string;
  /** What came before it, for the clock. */
  readonly trace: Trace;
  readonly signal: AbortSignal;
  /** Whether the cards still are this call's. */
  readonly isShown: () => boolean;
}

type Step = "request" | "reply" | "token" | "call";
type State = "idle" | "active" | "done" | "failed";

export function createFlowView(): FlowView {
  const requestCard = find("#request");
  const request = createMessageView(requestCard, "request");
  const reply = createMessageView(find("#reply"), "reply");
  const call = createMessageView(find("#call-request"), "call");
  const callReply = createMessageView(find("#call-reply"), "call’s reply");
  const tokenCard = createTokenCard(find("#token"));
  const decoded = find("#decoded .content");
  const timeline = createTimeline(find("#flow-timeline"));
  const clockNote = find("#clock-note");
  const sendCall = find("#send-call");
  let offered: (() => Promise<void>) | undefined;
  /** What is on the clock: a call belongs to the requests before it. */
  let clocked: { readonly trace?: Trace; readonly call?: Exchange } = {};
  sendCall.addEventListener("click", () => {
    // The focus would be lost with the button.
    find("#call h2").focus();
    sendCall.hidden = true;
    void offered?.();
  });

  /** @param when - Whether the request's card shows what will be sent, or what was. */
  function reset(when: string, hint: string): void {
    for (const step of ["request", "reply", "token", "call"] as const) setStep(step, "idle");
    for (const each of [request, reply, call, callReply]) each.clear();
    requestCard.dataset["when"] = when;
    find(".when", requestCard).textContent = when === "later" ? "Will be sent" : "";
    tokenCard.clear(hint);
    decoded.replaceChildren();
    timeline.clear("Nothing was sent yet.");
    clocked = {};
    clockNote.textContent = "";
    sendCall.hidden = true;
  }

  function showClock(shown: typeof clocked): void {
    clocked = shown;
    const { trace, call: made } = shown;
    timeline.show([...(trace ? spansOf(trace) : []), ...(made ? exchangeSpans(made) : [])]);
  }

  return {
    preview(outgoing) {
      reset("later", "Your token will appear here.");
      request.showRequest(outgoing, outgoing.secrets);
    },
    begin() {
      reset("now", "On its way …");
      setStep("request", "active");
    },
    showTrace(trace, secrets) {
      const exchange = trace.exchanges.at(-1);
      if (!exchange) return;
      const all = [...secrets, ...tokensOf(exchange)];
      // The end of a reply may come after the call with its token has begun.
      showClock(clocked.trace === trace ? clocked : { trace });
      clockNote.textContent = hidesPreflight(exchange)
        ? "The endpoint doesn’t let other origins’ pages measure it. If there was a preflight, it is part of the first bar."
        : "";
      find(".when", requestCard).textContent = sentAtText(exchange);
      request.showRequest(exchange, all);
      reply.showReply(exchange, all);
      setStep("request", "done");
      setStep("reply", stateOf(exchange));
    },
    showToken(accessToken) {
      tokenCard.showToken(accessToken);
      decoded.replaceChildren(...decodedToken(accessToken.token));
      setStep("token", "done");
    },
    bringIntoView,
    fail(error) {
      timeline.stop();
      if (find("#reply").dataset["state"] === "idle") {
        find(".when", requestCard).textContent = "Nothing was sent";
        setStep("request", "failed");
      }
      tokenCard.showError(error);
      setStep("token", "failed");
      announce(`No token. ${find("#token .outcome").innerText}`);
      bringIntoView();
    },
    offerCall(send) {
      offered = send;
      sendCall.hidden = false;
    },
    async showCall({ send, url, token, trace, signal, isShown }) {
      setStep("call", "active");
      const tracked = recordingFetch(send, (exchange) => {
        if (!isShown()) return;
        call.showRequest(exchange, [token]);
        callReply.showReply(exchange, [token]);
        showClock({ trace, call: exchange });
        setStep("call", stateOf(exchange));
      });
      const headers = { authorization: `Bearer ${token}` };
      const response = await tracked(url, { headers, signal }).catch(() => undefined);
      await response?.text().catch(() => undefined);
      if (!isShown()) return;
      const missing = signal.aborted ? "was canceled" : "got no reply";
      const outcome = response ? `was answered with ${response.status}` : missing;
      announce(`The call with the token ${outcome}.`);
    },
  };
}

function bringIntoView(): void {
  find("#token").scrollIntoView({ block: "nearest" });
}

/** It is under way until its body has come too. */
function stateOf({ reply, endedAt }: Exchange): State {
  if (endedAt === undefined) return "active";
  return reply && isGood(reply.status) ? "done" : "failed";
}

function sentAtText({ sentAt }: Exchange): string {
  return `Sent at ${formatInstant(performance.timeOrigin + sentAt)}`;
}

/** Whether the browser may have asked first, and does not tell. */
function hidesPreflight({ url, preflight, endedAt }: Exchange): boolean {
  return endedAt !== undefined && !preflight && new URL(url).origin !== location.origin;
}

/** The tokens in a reply, which are not for everybody's eyes. */
function tokensOf({ reply }: Exchange): string[] {
  return [...(reply?.body ?? "").matchAll(/"token"\s*:\s*"([^"]+)/g)].map(
    ([, token = ""]) => token,
  );
}

function setStep(step: Step, state: State): void {
  find(`#${step}`).dataset["state"] = state;
}
