import * as v from "valibot";
import { isOnLoopback } from "../support/loopback.ts";
import { once } from "../support/once.ts";
import {
  abortSignal,
  callback,
  type EntriesOf,
  converted,
  milliseconds,
  objectOf,
  wholeNumber,
} from "../support/schemas.ts";
import { check, type Checked } from "../support/validate.ts";
import { TokenError } from "../token-error.ts";

/**
 * Settings of one token request; every one has a default.
 *
 * @example
 * ```ts
 * const hour = await requestToken(credentials, { expiresIn: 3600, totalTimeout: 5000 });
 * ```
 */
export interface RequestTokenOptions {
  /**
   * Seconds that the token shall live, 5 to 604800 (7 days). Sirv's default is 1200 (20 minutes);
   * without this option the request's body does not name it.
   *
   * @see https://sirv.com/help/articles/sirv-rest-api/
   */
  readonly expiresIn?: number | undefined;
  /**
   * Where to ask: HTTPS, or HTTP on loopback.
   *
   * @default "https://api.sirv.com/v2/token"
   */
  readonly endpoint?: string | URL | undefined;
  /**
   * Lets the secret travel by plain HTTP to an `endpoint` that is not on this machine, in a network of
   * containers for instance: whoever is in between can read it.
   *
   * @default false
   */
  readonly dangerouslyAllowHttp?: boolean | undefined;
  /** Further headers, such as the `authorization` of the reference's samples, which Sirv ignores. */
  readonly headers?: RequestInit["headers"] | undefined;
  /** Aborts the request, a wait between attempts included. */
  readonly signal?: AbortSignal | null | undefined;
  /**
   * Milliseconds for one attempt, its reply read.
   *
   * @default 10000
   */
  readonly timeout?: number | undefined;
  /**
   * Milliseconds for the whole call, all attempts and waits.
   *
   * @default 30000
   */
  readonly totalTimeout?: number | undefined;
  /**
   * Attempts after the first; 0 for none. What is tried again: network failures, timeouts, 408, 429
   * and 5xx.
   *
   * @default 2
   */
  readonly retry?: number | undefined;
  /**
   * Called before each wait for another attempt, and awaited: what it takes counts into `totalTimeout`. What
   * it throws ends the call, as it is.
   *
   * @param event - Why the attempt failed, and the milliseconds until the next one.
   */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /**
   * Sends the request. What it throws passes as it is, unless it says that the network failed.
   *
   * @default globalThis.fetch
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** An attempt that failed and will be repeated. */
export interface RetryEvent {
  /** Why the attempt failed. */
  readonly error: TokenError;
  /** Milliseconds until the next one. */
  readonly delay: number;
}

/** The options, read once and checked, with their defaults. */
export interface RequestSettings {
  readonly expiresIn: number | undefined;
  /** An absolute URL, as the URL standard writes it. */
  readonly endpoint: string;
  readonly dangerouslyAllowHttp: boolean;
  /** The caller's, with the body's type. */
  readonly headers: Headers | undefined;
  readonly signal: AbortSignal | null | undefined;
  readonly timeout: number;
  readonly totalTimeout: number;
  readonly retry: number;
  readonly onRetry: ((event: RetryEvent) => void) | undefined;
  readonly fetch: typeof globalThis.fetch | undefined;
}

/** What their schema is made of; a provider's options have more. */
export const requestEntries = (): EntriesOf<RequestSettings> => ({
  // The bounds that Sirv documents.
  expiresIn: v.optional(wholeNumber(5, 604_800, " of seconds")),
  endpoint: v.optional(
    converted(
      (value) => new URL(String(value)).href,
      "must be an absolute URL, such as https://api.sirv.com/v2/token",
    ),
    "https://api.sirv.com/v2/token",
  ),
  dangerouslyAllowHttp: v.optional(v.boolean("must be true or false"), false),
  headers: v.optional(
    converted((value) => {
      const headers = new Headers(value as RequestInit["headers"]);
      headers.set("content-type", "application/json");
      return headers;
    }, "must be what fetch takes for headers, without control characters"),
  ),
  signal: v.nullish(abortSignal()),
  timeout: v.optional(milliseconds(1), 10_000),
  totalTimeout: v.optional(milliseconds(1), 30_000),
  retry: v.optional(wholeNumber(0), 2),
  onRetry: v.optional(callback<(event: RetryEvent) => void>()),
  fetch: v.optional(callback<typeof globalThis.fetch>()),
});

const schema = /* @__PURE__ */ once(() => objectOf(requestEntries()));

/** The options with their defaults, or what is wrong with them. */
export function checkRequestOptions(options: RequestTokenOptions): Checked<RequestSettings> {
  return check(schema(), options, "the options");
}

/** Throws `insecure_endpoint` where the secret would not be safe on its way. */
export function ensureSecure({ endpoint, dangerouslyAllowHttp }: RequestSettings): void {
  const url = new URL(endpoint);
  const { protocol, username, password } = url;
  const isSafe = protocol === "https:" || (protocol === "http:" && isOnLoopback(url));
  // fetch refuses users and passwords, and quotes them.
  if ((isSafe || (protocol === "http:" && dangerouslyAllowHttp)) && !username && !password) return;
  throw new TokenError(
    "Nothing was sent: endpoint must be https, or http on this machine, without user and password. For http in a network of your own, set dangerouslyAllowHttp.",
    { code: "insecure_endpoint" },
  );
}
