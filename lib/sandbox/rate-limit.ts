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

/** So many requests an hour and client; the hour starts with the client's first request. */
export function createRateLimit(limit: number, now: () => number): RateLimit {
  const windows = new Map<string, { count: number; readonly end: number }>();

  const current = (clientId: string, type: LimitType) => {
    const window = windows.get(`${type} ${clientId}`);
    return window && now() < window.end ? window : { count: 0, end: now() + hour };
  };

  const count = (clientId: string, type: LimitType) => {
    const window = current(clientId, type);
    window.count += 1;
    windows.set(`${type} ${clientId}`, window);
  };

  const quota = (clientId: string, type: LimitType): Quota => {
    const window = current(clientId, type);
    return {
      count: window.count,
      limit,
      remaining: Math.max(0, limit - window.count),
      reset: Math.ceil(window.end / 1000),
    };
  };

  return {
    quota,
    take(clientId, type = "rest:global") {
      // All have the same limit: none is reached before that of all requests.
      const all = quota(clientId, "rest:global");
      if (all.remaining === 0)
        return tooManyRequests(all.reset, rateLimitHeaders(all, "rest:global"));
      count(clientId, "rest:global");
      if (type !== "rest:global") count(clientId, type);
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
