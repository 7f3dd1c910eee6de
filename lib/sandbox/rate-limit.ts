import { boom } from "./boom.ts";

const hour = 3_600_000;

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
  take(clientId: string): Response | undefined;
  quota(clientId: string): Quota;
}

/** So many requests an hour and client; the hour starts with the client's first request. */
export function createRateLimit(limit: number, now: () => number): RateLimit {
  const windows = new Map<string, { count: number; end: number }>();

  const current = (clientId: string) => {
    const window = windows.get(clientId);
    return window && now() < window.end ? window : { count: 0, end: now() + hour };
  };

  const quota = (clientId: string): Quota => {
    const { count, end } = current(clientId);
    return {
      count,
      limit,
      remaining: Math.max(0, limit - count),
      reset: Math.ceil(end / 1000),
    };
  };

  return {
    quota,
    take(clientId) {
      const window = current(clientId);
      windows.set(clientId, window);
      if (window.count >= limit) return tooManyRequests(quota(clientId));
      window.count += 1;
      return undefined;
    },
  };
}

export function rateLimitHeaders({ limit, remaining, reset }: Quota): Record<string, string> {
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(reset),
    "x-ratelimit-type": "rest:global",
  };
}

/** Sirv's 429: the headers, and a message with the minute in which to come back. */
export function tooManyRequests(quota: Quota): Response {
  const minute = new Date(Math.ceil(quota.reset / 60) * 60_000).toISOString();
  const until = minute.slice(0, 16).replace("T", " ");
  return boom(
    429,
    `Rate limit exceeded. Please stop sending requests until ${until} (UTC)`,
    rateLimitHeaders(quota),
  );
}
