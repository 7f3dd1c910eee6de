/**
 * Milliseconds until the server wants to be asked again: what `Retry-After` says in seconds, or else,
 * with a 429, the later of Sirv's two reset headers, in epoch seconds.
 */
export function parseRetryAfter(status?: number, headers?: Headers): number | undefined {
  const milliseconds = (name: string) => Number(headers?.get(name)) * 1000;
  const reset = Math.max(
    milliseconds("x-ratelimit-reset"),
    milliseconds("x-global-ratelimit-reset"),
  );
  const wait = milliseconds("retry-after") || (status === 429 ? reset - Date.now() : 0);
  return wait > 0 ? wait : undefined;
}
