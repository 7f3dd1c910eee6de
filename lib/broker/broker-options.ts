import { TokenError, type TokenHolder } from "../index.ts";

/**
 * Answers a page's request for a token.
 *
 * @param request - The page's `POST`, or its preflight. The body is not read.
 * @param context - What the framework has beside the request; `authorize` gets it.
 * @returns The reply: a token, or why there is none, in Sirv's shape. It rejects with what `authorize` throws.
 * @example
 * ```ts
 * const broker: TokenBroker = createTokenBroker(provider, { authorize: isLoggedIn });
 * export default { fetch: (request: Request) => broker(request) };
 * ```
 */
export type TokenBroker<Context = unknown> = (
  request: Request,
  context?: Context,
) => Promise<Response>;

/**
 * Settings of a token broker.
 *
 * @example
 * ```ts
 * const broker = createTokenBroker(provider, {
 *   authorize: isLoggedIn,
 *   origins: ["https://app.example.com"],
 *   floor: 300_000,
 * });
 * ```
 */
export interface TokenBrokerOptions<Context = unknown> {
  /**
   * Decides whether a request gets a token: `true`, `false` for a 401, or a Response of its own, such as a 429 or
   * a redirect to log in. A token carries all that the API client may do. What it throws passes as it is.
   *
   * @param request - The page's request.
   * @param context - What the framework has beside it.
   * @returns Who is answered how.
   */
  readonly authorize: (
    request: Request,
    context: Context | undefined,
  ) => boolean | Response | Promise<boolean | Response>;
  /**
   * Whose pages may ask beside the broker's own, such as `https://app.example.com`: with their cookies, so list
   * none that is not yours.
   *
   * @default []
   */
  readonly origins?: readonly string[] | undefined;
  /**
   * Milliseconds that a token must still be good when it is handed out, half its lifetime at most.
   *
   * @default 120000
   */
  readonly floor?: number | undefined;
  /**
   * Called with why there is no token; the page is not told. What it throws is ignored.
   *
   * @param error - What the provider threw: a `TokenError`, or what its source throws.
   * @default prints the message of a TokenError with console.error
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Throws `invalid_input` for arguments with which a broker would be of no use, or of use to everybody. */
export function ensureUsable<Context>(
  provider: TokenHolder,
  { authorize, origins = [], floor = 0 }: Partial<TokenBrokerOptions<Context>>,
): void {
  ensureNothingInherited(consequence);
  if (typeof provider?.getToken !== "function" || typeof provider.invalidate !== "function") {
    throw inputError(consequence, "a provider is needed: pass createTokenProvider(credentials)");
  }
  if (typeof authorize !== "function") {
    throw inputError(consequence, "authorize must be a function that says who gets a token");
  }
  // As browsers send them: no path, no wildcard. Those of apps may have a scheme of their own.
  const pattern = /^[a-z][a-z\d+.-]*:\/\/[a-z\d.:[\]-]+$/;
  if (!Array.isArray(origins) || !origins.every((origin) => pattern.test(origin))) {
    throw inputError(consequence, "origins must be a list of such as https://app.example.com");
  }
  if (typeof floor !== "number") throw inputError(consequence, "floor must be in milliseconds");
}

const consequence = "There is no token broker";

/**
 * Throws where every object inherits fields, which would pass for options: so it is after somebody has merged JSON
 * that holds a `__proto__`.
 */
export function ensureNothingInherited(what: string): void {
  if (Object.keys(Object.prototype).length > 0) {
    throw inputError(what, "Object.prototype must not have enumerable fields");
  }
}

/** The error for wrong arguments, and for what a callback gives. */
export function inputError(what: string, message: string): TokenError {
  const issues = [{ message, path: [] }];
  return new TokenError(`${what}: ${message}.`, { code: "invalid_input", issues });
}
