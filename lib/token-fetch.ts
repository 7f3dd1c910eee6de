import * as v from "valibot";
import { bearerFetch, type TokenHolder } from "./fetch/bearer-fetch.ts";
import { once } from "./support/once.ts";
import { callback, converted, objectOf } from "./support/schemas.ts";
import { inputError, parseOptions } from "./support/validate.ts";

/**
 * Settings of a token fetch.
 *
 * @example
 * ```ts
 * const tokenFetch = createTokenFetch(provider, { origin: "http://127.0.0.1:8080" });
 * ```
 */
export interface TokenFetchOptions {
  /**
   * Where the token may go, and nowhere else.
   *
   * @default "https://api.sirv.com"
   */
  readonly origin?: string | URL | undefined;
  /**
   * Sends the requests.
   *
   * @default globalThis.fetch
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

const consequence = "There is no token fetch";

const schema = /* @__PURE__ */ once(() =>
  objectOf({
    origin: v.optional(
      converted(originOf, "must be a URL with its scheme, such as https://api.sirv.com"),
      "https://api.sirv.com",
    ),
    fetch: v.optional(callback<typeof globalThis.fetch>()),
  }),
);

/**
 * Makes a `fetch` that adds the bearer token to requests to Sirv, and recovers from a 401.
 *
 * Requests to any other origin, and requests with an `authorization` header, pass through untouched; the
 * others differ from what was given in that one header. A redirect to another origin loses the token, by the
 * Fetch standard (in Cloudflare's workers with a compatibility date since 2025-09-01). A 401 invalidates the
 * very token that it refused, and the request is repeated once with another, unless its body is a stream, as
 * the body of a `Request` is, or the provider finds that no new token heals it.
 *
 * @param provider - Gives the tokens.
 * @param options - Where the token may go, and how to send requests.
 * @returns A function like `fetch`; it also rejects as `provider.getToken` does.
 * @throws TokenError with code `invalid_input` for what is no provider, and for wrong options.
 * @example
 * ```ts
 * const tokenFetch = createTokenFetch(provider);
 * const account = await tokenFetch("https://api.sirv.com/v2/account");
 * ```
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function createTokenFetch(
  provider: TokenHolder,
  options: TokenFetchOptions = {},
): typeof globalThis.fetch {
  ensureProvider(provider, consequence);
  const settings = parseOptions(schema(), options, consequence);
  const { origin, fetch } = settings;
  return (input, init) => bearerFetch({ provider, origin, fetch }, input, init);
}

/** Refuses what is no provider, credentials among it. */
export function ensureProvider(value: unknown, what: string): void {
  const { getToken, invalidate } = (value ?? {}) as Partial<Record<keyof TokenHolder, unknown>>;
  if (typeof getToken === "function" && typeof invalidate === "function") return;
  throw inputError(
    what,
    [{ message: "a provider is needed, with getToken and invalidate", path: [] }],
    "Pass createTokenProvider(credentials).",
  );
}

/** The origin of a URL; opaque ones, such as those of files, have none that a request could go to. */
function originOf(value: unknown): string {
  const { origin, protocol } = new URL(String(value));
  if (!/^https?:$/.test(protocol)) throw new TypeError("opaque");
  return origin;
}
