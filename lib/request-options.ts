import * as v from "valibot";
import { type Credentials, credentialsSchema } from "./credentials.ts";
import { TokenError } from "./token-error.ts";
import { quietly } from "./quietly.ts";
import { validate, wholeNumber } from "./validate.ts";

/** Settings of one token request; every one has a default. */
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
  /** Further headers, such as the `authorization` of the reference's samples, which Sirv ignores. */
  readonly headers?: HeadersInit | undefined;
  /** Aborts the request, a wait between attempts included. */
  readonly signal?: AbortSignal | undefined;
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
  /** Called before each wait for another attempt. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Sends the request. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** An attempt that failed and will be repeated. */
export interface RetryEvent {
  /** Why the attempt failed. */
  readonly error: TokenError;
  /** Milliseconds until the next one. */
  readonly delay: number;
}

/** The input, checked, with defaults. */
export interface RequestSettings extends RequestTokenOptions {
  readonly credentials: Credentials;
  readonly endpoint: URL;
  readonly headers: Headers;
  readonly timeout: number;
  readonly totalTimeout: number;
  readonly retry: number;
}

/** HTTPS, or HTTP on loopback; and no user or password, for fetch refuses these by quoting them. */
const secure = /^http(s:\/\/[^/@]+|:\/\/(localhost|127\.0\.0\.1|\[::1])(:\d+)?)\//;

/** The input with defaults, or `invalid_input` or `insecure_endpoint`. */
export function parseOptions(
  credentials: Credentials,
  options: RequestTokenOptions = {},
): RequestSettings {
  const settings = validate(
    v.looseObject({
      credentials: credentialsSchema(),
      // The bounds that Sirv documents.
      expiresIn: v.optional(wholeNumber(5, 604_800)),
      headers: v.instance(Headers),
      endpoint: v.instance(URL),
      timeout: v.optional(wholeNumber(1), 10_000),
      totalTimeout: v.optional(wholeNumber(1), 30_000),
      retry: v.optional(wholeNumber(0), 2),
    }),
    {
      ...options,
      credentials,
      endpoint: quietly(() => new URL(options.endpoint ?? "https://api.sirv.com/v2/token")),
      headers: quietly(() => new Headers(options.headers)),
    },
    "Nothing was sent",
  );
  if (!secure.test(settings.endpoint.href)) {
    throw new TokenError("Nothing was sent: endpoint: https expected", {
      code: "insecure_endpoint",
    });
  }
  return settings;
}
