// What can go wrong, done to a sandbox on purpose, and what the library makes of it.
import {
  type Credentials,
  isTokenError,
  requestToken,
  type RequestTokenOptions,
} from "../../lib/index.ts";
import type { PageHost } from "../sandbox/page-host.ts";
import { createPageSandbox, type PageSandbox } from "../sandbox/page-sandbox.ts";
import { announce } from "../view/announce.ts";
import { element, find } from "../view/element.ts";
import { errorView } from "../view/error-view.ts";
import { createMessageView } from "../view/message-view.ts";
import { createTimeline } from "../view/timeline.ts";
import { type Exchange, recordingFetch } from "../watch/exchange.ts";
import { createTrace, spansOf } from "../watch/trace.ts";

interface Failure {
  /** Prepares the sandbox. */
  readonly prepare?: (sandbox: PageSandbox) => void;
  readonly credentials?: (valid: Credentials) => object;
  readonly options?: RequestTokenOptions;
}

const hour = 3_600_000;

const failures: Readonly<Record<string, Failure>> = {
  secret: { credentials: (valid) => ({ ...valid, clientSecret: "FAKE+wrong/secret=" }) },
  empty: { credentials: () => ({}) },
  unknown: { credentials: (valid) => ({ ...valid, grantType: "client_credentials" }) },
  limit: { prepare: (sandbox) => sandbox.fail({ type: "rate-limit", resetIn: 0.7 * hour }) },
  slow: {
    prepare: (sandbox) =>
      sandbox.fail({ type: "slow", delay: 2000 }, { type: "slow", delay: 2000 }),
    options: { timeout: 400, retry: 1 },
  },
  offline: { prepare: (sandbox) => void (sandbox.down = true) },
  garbage: { prepare: (sandbox) => sandbox.fail({ type: "garbage", size: 400 }) },
};

export function startFailures(host: PageHost): void {
  const section = find("#failures");
  const result = find("#failure-result");
  const outcome = find(".outcome", result);
  const unsent = find(".unsent", result);
  const sent = createMessageView(find(".sent", result), "request");
  const received = createMessageView(find(".received", result), "reply");
  const timeline = createTimeline(find(".timeline", result));
  const buttons = [...section.querySelectorAll<HTMLButtonElement>("button[data-failure]")];
  let current: AbortController | undefined;
  /** How many were picked so far. */
  let turn = 0;

  function clear(): void {
    current?.abort();
    host.unmount(`failures/${turn}/`);
    outcome.replaceChildren(element("p", { class: "empty" }, "On its way …"));
    timeline.clear();
    sent.clear();
    received.clear();
    unsent.hidden = true;
  }

  function showExchange(exchange: Exchange): void {
    sent.showRequest(exchange, secretsOf(exchange.body));
    received.showReply(exchange, []);
  }

  async function run(button: HTMLButtonElement, failure: Failure): Promise<void> {
    clear();
    const own = new AbortController();
    current = own;
    const { signal } = own;
    for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
    result.dataset["state"] = "active";

    // One that nothing was done to yet, where no request comes that was meant for the last one: WebKit
    // brings some that were aborted.
    turn += 1;
    const sandbox = createPageSandbox(host, `failures/${turn}/`);
    const { endpoint } = sandbox;
    const body = (failure.credentials?.(sandbox.credentials) ?? sandbox.credentials) as Credentials;
    failure.prepare?.(sandbox);
    const trace = createTrace(host.fetch, (soFar) => {
      const exchange = soFar.exchanges.at(-1);
      if (signal.aborted || !exchange) return;
      timeline.show(spansOf(soFar));
      showExchange(exchange);
    });
    const error: unknown = await requestToken(body, {
      endpoint,
      signal,
      ...failure.options,
      ...trace.hooks,
    }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (signal.aborted || !isTokenError(error)) return;
    outcome.replaceChildren(errorView(error));
    if (trace.exchanges.length === 0) {
      unsent.hidden = false;
      // What the endpoint says to what the library does not send.
      const plain = recordingFetch(host.fetch, (exchange) => {
        if (!signal.aborted) showExchange(exchange);
      });
      const headers = { "content-type": "application/json" };
      const init = { method: "POST", headers, body: JSON.stringify(body), signal };
      // Another failure that is picked ends it.
      await plain(endpoint, init)
        .then(async (reply) => reply.text())
        .catch(() => undefined);
    }
    if (signal.aborted) return;
    result.dataset["state"] = "failed";
    announce(`${button.textContent.trim()}: ${error.code}. ${error.message}`);
  }

  for (const button of buttons) {
    const failure = failures[button.dataset["failure"] ?? ""];
    if (failure) button.addEventListener("click", () => void run(button, failure));
  }
}

function secretsOf(body: string): string[] {
  const { clientSecret } = JSON.parse(body || "{}") as Partial<Credentials>;
  return clientSecret === undefined ? [] : [clientSecret];
}
