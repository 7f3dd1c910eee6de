import { inputError } from "./support/validate.ts";

/**
 * Tells how long to wait before Sirv is asked again, from a reply's headers: `Retry-After`, in seconds or
 * as a date, and with a 429 the later of `x-ratelimit-reset` and `x-global-ratelimit-reset`. Instants are
 * read against the reply's own `date`, for clocks are off.
 *
 * @param response - A reply of Sirv's API, such as the `response` of a client's `HTTPError`.
 * @returns Milliseconds, or `undefined` if the headers do not say.
 * @throws TokenError with code `invalid_input` for what is no response.
 * @example
 * ```ts
 * const wait = retryAfter(response);
 * if (response.status === 429 && wait !== undefined) setTimeout(tryAgain, wait);
 * ```
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter(response: Pick<Response, "status" | "headers">): number | undefined {
  if (typeof response?.headers?.get !== "function") {
    const message = "retryAfter takes a Response, such as the response of an HTTPError";
    throw inputError("There is no wait to read", [{ message, path: [] }]);
  }
  return readWait(response.headers, response.status === 429);
}

/**
 * Milliseconds to wait, by a reply's headers or, if these do not say, by Sirv's sentence "…stop sending
 * requests until 2026-11-25 17:10 (UTC)".
 *
 * @param isLimited - Whether the reply is about a rate limit: every reply has its headers.
 */
export function readWait(
  headers: Headers,
  isLimited: boolean,
  words: string = "",
): number | undefined {
  // Without a time of day it is no date of HTTP's, but anything with a number in it.
  const instant = (text: string | null) => (text?.includes(":") ? Date.parse(text) : Number.NaN);
  const milliseconds = (name: string) => {
    const seconds = Number(headers.get(name));
    return Number.isFinite(seconds) ? seconds * 1000 : 0;
  };
  const now = instant(headers.get("date")) || Date.now();
  const resets = ["x-ratelimit-reset", "x-global-ratelimit-reset"]
    .map((name) => milliseconds(name) - now)
    .filter(isPlausible);
  const [, day, time] = /until (\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(:\d\d)?)/.exec(words) ?? [];
  const waits = [
    milliseconds("retry-after"),
    instant(headers.get("retry-after")) - now,
    ...(isLimited ? [Math.max(...resets), instant(`${day}T${time}Z`) - now] : []),
  ];
  return waits.find(isPlausible);
}

/** What is missing or garbage is 0, NaN, long ago, or, as milliseconds for seconds, millennia away. */
function isPlausible(wait: number): boolean {
  return wait > 0 && wait < 1e14;
}
