import { type AccessToken, isTokenError, type TokenError } from "../../lib/index.ts";
import type { RetryEvent } from "../../lib/index.ts";
import { type Exchange, recordingFetch } from "./exchange.ts";
import type { Span } from "../view/timeline.ts";

/** All that happened until there was a token, or none. */
export interface Trace {
  readonly exchanges: readonly Exchange[];
  readonly waits: readonly Wait[];
  readonly accessToken?: AccessToken;
  readonly error?: TokenError;
}

interface Wait {
  readonly start: number;
  readonly delay: number;
  readonly error: TokenError;
}

/** What a token source is given so that one sees what it does. */
export interface Hooks {
  readonly fetch: typeof fetch;
  readonly onRetry: (event: RetryEvent) => void;
}

/**
 * Asks for a token and keeps what happens.
 *
 * @param ask - Asks with the hooks that it is given.
 * @param send - The fetch behind the one that `ask` is given.
 * @param changed - Called with what there is so far, whenever there is more.
 */
export async function traceToken(
  ask: (hooks: Hooks) => Promise<AccessToken>,
  send: typeof fetch,
  changed: (trace: Trace) => void = () => {},
): Promise<Trace> {
  const exchanges: Exchange[] = [];
  const waits: Wait[] = [];
  const trace: Trace = { exchanges, waits };
  const hooks: Hooks = {
    fetch: recordingFetch(send, (exchange) => {
      if (!exchanges.includes(exchange)) exchanges.push(exchange);
      changed(trace);
    }),
    onRetry(event) {
      waits.push({ start: performance.now(), ...event });
      changed(trace);
    },
  };
  const result = await ask(hooks).then(
    (accessToken) => ({ accessToken }),
    (error: unknown) => {
      if (isTokenError(error)) return { error };
      throw error;
    },
  );
  Object.assign(trace, result);
  changed(trace);
  return trace;
}

/** The trace's requests, preflights and waits, in their order. */
export function spansOf({ exchanges, waits }: Trace): Span[] {
  const spans = [
    ...exchanges.flatMap(exchangeSpans),
    ...waits.map(({ start, delay, error }): Span => ({
      kind: "wait",
      label: `Wait after ${error.code}`,
      start,
      end: start + delay,
    })),
  ];
  return spans.toSorted((a, b) => a.start - b.start);
}

/** What one request took, its preflight apart where the browser tells. */
export function exchangeSpans(exchange: Exchange): Span[] {
  const { method, url, sentAt, preflight, reply } = exchange;
  const path = new URL(url).pathname.replace(/^.*(?=\/v2\/)/, "");
  const request: Span = {
    kind: reply && reply.status < 400 ? "request" : "failed",
    label: `${method} ${path}`,
    start: preflight?.end ?? sentAt,
    end: exchange.endedAt,
  };
  if (exchange.endedAt === undefined && !reply) Object.assign(request, { kind: "request" });
  return preflight ? [{ kind: "preflight", label: "Preflight", ...preflight }, request] : [request];
}
