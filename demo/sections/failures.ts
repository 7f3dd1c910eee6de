// What can go wrong, done to the sandbox on purpose, and what the library makes of it.
import { type Credentials, requestToken, type RequestTokenOptions } from "../../lib/index.ts";
import { announce } from "../view/announce.ts";
import { find } from "../view/element.ts";
import { showReply, showRequest } from "../view/exchange-view.ts";
import type { PageSandbox } from "../sandbox/page-sandbox.ts";
import { drawTimeline } from "../view/timeline.ts";
import { showError, showToken } from "../view/token-view.ts";
import { spansOf, type Trace, traceToken } from "../watch/trace.ts";

interface Failure {
  /** Prepares the sandbox. */
  readonly prepare?: (sandbox: PageSandbox) => void;
  readonly credentials?: (valid: Credentials) => object;
  readonly options?: RequestTokenOptions;
  /** The library sends nothing; the sandbox's answer comes from a plain fetch of the same body. */
  readonly refused?: true;
}

const hour = 3_600_000;

const failures: Readonly<Record<string, Failure>> = {
  secret: { credentials: (valid) => ({ ...valid, clientSecret: "FAKE+wrong/secret=" }) },
  empty: { credentials: () => ({}), refused: true },
  unknown: {
    credentials: (valid) => ({ ...valid, grantType: "client_credentials" }),
    refused: true,
  },
  limit: { prepare: ({ fail }) => fail({ type: "rate-limit", resetIn: 0.7 * hour }) },
  slow: {
    prepare: ({ fail }) => fail({ type: "slow", delay: 2000 }, { type: "slow", delay: 2000 }),
    options: { timeout: 400, retry: 1 },
  },
  offline: { prepare: (sandbox) => void (sandbox.down = true) },
  garbage: { prepare: ({ fail }) => fail({ type: "garbage", size: 400 }) },
};

export function startFailures(sandbox: PageSandbox): void {
  const section = find("#failures");
  const result = find("#failure-result");
  const buttons = [...section.querySelectorAll<HTMLButtonElement>("button[data-failure]")];
  let busy = false;

  async function run(button: HTMLButtonElement): Promise<void> {
    const failure = failures[button.dataset["failure"]!]!;
    for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
    result.dataset["state"] = "active";
    const trace = await provoke(failure, sandbox, (soFar) => draw(result, soFar));
    if (trace.error) showError(result, trace.error);
    else showToken(result, trace.accessToken!);
    if (failure.refused) await showServersView(result, failure, sandbox);
    result.dataset["state"] = trace.error ? "failed" : "done";
    announce(`${button.textContent}: ${trace.error?.code ?? "a token after all"}.`);
  }

  for (const button of buttons) {
    button.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      await run(button);
      busy = false;
    });
  }
}

async function provoke(
  { prepare, credentials, options }: Failure,
  sandbox: PageSandbox,
  changed: (trace: Trace) => void,
): Promise<Trace> {
  const body = (credentials?.(sandbox.credentials) ?? sandbox.credentials) as Credentials;
  const wasDown = sandbox.down;
  prepare?.(sandbox);
  const trace = await traceToken(
    async (hooks) => requestToken(body, { endpoint: sandbox.endpoint, ...options, ...hooks }),
    sandbox.fetch,
    changed,
  );
  sandbox.down = wasDown;
  return trace;
}

function draw(result: HTMLElement, trace: Trace): void {
  const exchange = trace.exchanges.at(-1);
  drawTimeline(find(".timeline", result), spansOf(trace));
  if (!exchange) return;
  find(".unsent", result).hidden = true;
  showRequest(find(".sent", result), exchange, secretsOf(exchange.body));
  showReply(find(".received", result), exchange, []);
}

/** What the sandbox says to a body that the library does not send. */
async function showServersView(
  result: HTMLElement,
  { credentials }: Failure,
  sandbox: PageSandbox,
): Promise<void> {
  const body = JSON.stringify(credentials!(sandbox.credentials));
  const sentAt = performance.now();
  const headers = { "content-type": "application/json" };
  const response = await sandbox.fetch(sandbox.endpoint, { method: "POST", headers, body });
  const exchange = {
    method: "POST",
    url: sandbox.endpoint,
    headers: Object.entries(headers),
    body,
    sentAt,
    endedAt: performance.now(),
    reply: {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
      body: await response.text(),
    },
  };
  find(".timeline", result).replaceChildren();
  find(".unsent", result).hidden = false;
  showRequest(find(".sent", result), exchange, secretsOf(body));
  showReply(find(".received", result), exchange, []);
}

function secretsOf(body: string): string[] {
  const { clientSecret } = JSON.parse(body || "{}") as Partial<Credentials>;
  return clientSecret === undefined ? [] : [clientSecret];
}
