import { boom } from "./boom.ts";

const hour = 3_600_000;

/**
 * What the sandbox counts: all requests, and those that Sirv counts apart besides.
 *
 * @see https://apidocs.sirv.com/#get-api-limits
 */
export const limitTypes = [
  "rest:global",
  "rest:post:files:search",
  "rest:post:files:upload",
  "rest:post:files:delete",
] as const;

/** The value of `x-ratelimit-type`. */
export type LimitType = (typeof limitTypes)[number];

/** What one client may still ask in its hour, as `GET /v2/account/limits` reports it. */
export interface Quota {
  readonly count: number;
  readonly limit: number;
  readonly remaining: number;
  /** Epoch seconds. */
  readonly reset: number;
}

export interface RateLimit {
  /** Counts a request of the client; a reply only when that was one too many. */
  take(clientId: string, type?: LimitType): Response | undefined;
  quota(clientId: string, type: LimitType): Quota;
}

/** An hour of a client, and what it asked in it. */
interface Window {
  readonly end: number;
  readonly counts: Map<LimitType, number>;
}

/**
 * So many requests an hour and client, and as many of each type; the hour starts with the client's first
 * request.
 */
export function createRateLimit(limit: number, now: () => number): RateLimit {
  const windows = new Map<string, Window>();

  const current = (clientId: string): Window => {
    const window = windows.get(clientId);
    return window && now() < window.end ? window : { end: now() + hour, counts: new Map() };
  };

  const quotaIn = ({ end, counts }: Window, type: LimitType): Quota => {
    const count = counts.get(type) ?? 0;
    return { count, limit, remaining: limit - count, reset: Math.ceil(end / 1000) };
  };

  return {
    quota: (clientId, type) => quotaIn(current(clientId), type),
    take(clientId, type = "rest:global") {
      const window = current(clientId);
      windows.set(clientId, window);
      // Every request counts here too, so no other limit is reached before this one.
      const all = quotaIn(window, "rest:global");
      if (all.remaining <= 0)
        return tooManyRequests(all.reset, rateLimitHeaders(all, "rest:global"));
      for (const each of new Set<LimitType>(["rest:global", type])) {
        window.counts.set(each, (window.counts.get(each) ?? 0) + 1);
      }
      return undefined;
    },
  };
}

export function rateLimitHeaders(
  { limit, remaining, reset }: Quota,
  type: LimitType,
): Record<string, string> {
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(reset),
    "x-ratelimit-type": type,
  };
}

/**
 * Sirv's 429.
 *
 * @param reset - Epoch seconds; the message names the minute in which they are over.
 */
export function tooManyRequests(reset: number, headers: Record<string, string> = {}): Response {
  const minute = new Date(Math.ceil(reset / 60) * 60_000).toISOString();
  const until = minute.slice(0, 16).replace("T", " ");
  return boom(
    429,
    `Rate limit exceeded. Please stop sending requests until ${until} (UTC)`,
    headers,
  );
}
