import type { RetryEvent, TokenError } from "../../lib/index.ts";
import { type Exchange, isGood, recordingFetch } from "./exchange.ts";
import type { Span } from "./span.ts";

/** What a token source does: its requests, and its waits between them. */
export interface Trace {
  readonly exchanges: readonly Exchange[];
  readonly waits: readonly Wait[];
  /** What a token source is given so that one sees what it does. */
  readonly hooks: Hooks;
}

interface Wait {
  readonly start: number;
  readonly delay: number;
  readonly error: TokenError;
}

export interface Hooks {
  readonly fetch: typeof fetch;
  readonly onRetry: (event: RetryEvent) => void;
}

/**
 * Begins to keep what happens through the hooks.
 *
 * @param send - The fetch behind the one of the hooks.
 * @param changed - Called with what there is so far, whenever there is more.
 */
export function createTrace(send: typeof fetch, changed: (trace: Trace) => void): Trace {
  const exchanges: Exchange[] = [];
  const waits: Wait[] = [];
  const trace: Trace = {
    exchanges,
    waits,
    hooks: {
      fetch: recordingFetch(send, (exchange) => {
        if (!exchanges.includes(exchange)) exchanges.push(exchange);
        changed(trace);
      }),
      onRetry(event) {
        waits.push({ start: performance.now(), ...event });
        changed(trace);
      },
    },
  };
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
  const { method, url, sentAt, endedAt, preflight, reply } = exchange;
  const path = new URL(url).pathname.replace(/^.*(?=\/v2\/)/, "");
  const isUnderWay = endedAt === undefined && !reply;
  const request: Span = {
    kind: isUnderWay || (reply && isGood(reply.status)) ? "request" : "failed",
    label: `${method} ${path}`,
    start: preflight?.end ?? sentAt,
    end: endedAt,
  };
  return preflight ? [{ kind: "preflight", label: "Preflight", ...preflight }, request] : [request];
}
