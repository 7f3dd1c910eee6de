import type { TokenProvider } from "./token-provider.ts";

/** Settings of a token fetch. */
export interface TokenFetchOptions {
  /**
   * Where the token may go, and nowhere else.
   *
   * @default "https://api.sirv.com"
   */
  readonly origin?: string | undefined;
  /** Sends the requests. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/**
 * Makes a `fetch` that adds the bearer token to requests to Sirv, and recovers from a 401.
 *
 * Requests to any other origin, and requests with an `authorization` header, pass through untouched. A
 * redirect to another origin loses the token, by the Fetch standard (in Cloudflare's workers with a
 * compatibility date since 2025-09-01). A 401 invalidates the very token that it refused, and the request
 * is repeated once with another, unless its body is a stream, as the body of a `Request` is.
 *
 * @param provider - Gives the tokens.
 * @param options - Where the token may go, and how to send requests.
 * @returns A function like `fetch`; it also rejects as `provider.getToken` does.
 * @example
 * ```ts
 * const tokenFetch = createTokenFetch(provider);
 * const account = await tokenFetch("https://api.sirv.com/v2/account");
 * ```
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function createTokenFetch(
  provider: Pick<TokenProvider, "getToken" | "invalidate">,
  { origin = "https://api.sirv.com", fetch }: TokenFetchOptions = {},
): typeof globalThis.fetch {
  return (input, init) => fetchWithToken(provider, origin, fetch, input, init);
}

/**
 * @param home - A URL of the origin that the token may go to.
 * @param spare - What to send the second time, if the input can be sent but once.
 */
export async function fetchWithToken(
  provider: Pick<TokenProvider, "getToken" | "invalidate">,
  home: string | URL,
  fetch: typeof globalThis.fetch | undefined = globalThis.fetch,
  input: string | URL | Request,
  init: RequestInit = {},
  spare?: Request,
): Promise<Response> {
  const request = input as Partial<Request>;
  const headers = new Headers(init.headers ?? request.headers);
  // A page's relative URLs are resolved by the platform.
  const { url } = new Request(request.url ?? input);
  if (new URL(url).origin !== new URL(home).origin || headers.has("authorization")) {
    return fetch(input, init);
  }

  let token!: string;
  const send = async (what: string | URL | Request) => {
    ({ token } = await provider.getToken({ signal: init.signal ?? request.signal }));
    headers.set("authorization", `Bearer ${token}`);
    const options = { ...init, headers };
    // happy-dom ignores the options that come with a Request.
    return fetch(request.url ? new Request(what, options) : what, options);
  };
  const response = await send(input);
  // Another origin, where a redirect may lead, has not seen the token.
  if (response.status !== 401 || response.redirected) return response;
  provider.invalidate(token);
  const again = spare ?? (isStream(init.body ?? request.body) ? undefined : input);
  // Firefox shows no body of a Request, but that it was used.
  if (!again || (again as Request).bodyUsed) return response;
  // Whoever refuses the new token too means something else. The first reply's body is left alone: to
  // cancel it would wait for whoever cloned it.
  return send(again);
}

/** Whether a body can be read but once. */
export function isStream(body: unknown): boolean {
  // Node takes async iterables too.
  return "getReader" in Object(body) || Symbol.asyncIterator in Object(body);
}
