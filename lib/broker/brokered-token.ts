import {
  type GivenToken,
  retryAfter,
  TokenError,
  type TokenErrorCode,
  type TokenErrorDetails,
  type TokenSource,
} from "../index.ts";
import { ensureNothingInherited } from "./broker-options.ts";
import { endOf, refusedTokensHeader } from "./refused-token.ts";

/**
 * How a page asks its broker; all as in fetch.
 *
 * @example
 * ```ts
 * const source = brokeredToken("https://example.com/api/sirv-token", {
 *   credentials: "include",
 *   headers: async () => ({ authorization: `Bearer ${await sessionToken()}` }),
 * });
 * ```
 */
export interface BrokeredTokenOptions {
  /** Further headers, such as a session's bearer or a CSRF token; a function is asked before each request. */
  readonly headers?:
    | RequestInit["headers"]
    | (() => RequestInit["headers"] | Promise<RequestInit["headers"]>)
    | undefined;
  /**
   * Whether the session's cookie goes along: a broker of another origin needs `include`.
   *
   * @default "same-origin"
   */
  readonly credentials?: RequestInit["credentials"] | undefined;
  /**
   * Sends the request. What it throws passes as it is, unless the network failed.
   *
   * @default globalThis.fetch
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/**
 * Makes the token source of a page: it asks your server's broker, so that no secret is in the page.
 *
 * @param url - Where the broker is, such as `/api/sirv-token`.
 * @param options - What the request takes along.
 * @returns A source for `createTokenProvider`. It rejects with a TokenError of code `unauthorized`,
 *   `rate_limited`, `http_error`, `network_error` or `invalid_response`, and keeps no failure.
 * @throws TokenError with code `invalid_input` without a URL; the source rejects with it for wrong headers.
 * @example
 * ```ts
 * const provider = createTokenProvider(brokeredToken("/api/sirv-token"));
 * ```
 */
export function brokeredToken(url: string | URL, options: BrokeredTokenOptions = {}): TokenSource {
  ensureNothingInherited("There is no brokered token");
  const { headers: given, credentials = "same-origin", fetch } = options;
  if (!url) throw failure("invalid_input", "There is no brokered token: url is missing.");
  const address = addressOf(url);
  /** The ends of refused tokens: of several servers, each has a token of its own. */
  let refusedEnds: readonly string[] = [];

  return async ({ signal, refused }) => {
    if (refused) refusedEnds = [...refusedEnds, endOf(refused)].slice(-8);
    const headers = headersFrom(typeof given === "function" ? await given() : given);
    headers.set("content-type", "application/json");
    if (refused) headers.set(refusedTokensHeader, refusedEnds.join());
    let response: Response;
    let text: string;
    try {
      response = await (fetch ?? globalThis.fetch)(url, {
        method: "POST",
        headers,
        body: "{}",
        credentials,
        cache: "no-store",
        signal,
      });
      text = await response.text();
    } catch (thrown) {
      // By the Fetch standard, the network's failures are these.
      if (!(thrown instanceof Error) || thrown.name !== "TypeError") throw thrown;
      throw failure(
        "network_error",
        `${address} gave no reply. Check the network, that its address is whole outside of pages, and that the broker lists this page's origin.`,
      );
    }
    const { ok, status } = response;
    const { token, expiresIn, scope } = parsed(text);
    if (ok && token) return { token, expiresIn, scope };
    const [code, advice] = kindOf(status);
    // Who logs in is not kept waiting.
    const wait = retryAfter(response) ?? (status === 401 ? 1000 : undefined);
    const details = { status, retryAfter: wait };
    throw failure(code, `${address} gave no token (${status}). ${advice}.`, details);
  };
}

/** What may be shown of a URL: a user, a password and a query may be secret. */
function addressOf(url: string | URL): string {
  try {
    const { origin, pathname } = new URL(url, globalThis.location?.href);
    return origin + pathname;
  } catch {
    return "The broker";
  }
}

/** A copy of what fetch takes for headers. What the platform says of bad ones quotes them. */
function headersFrom(given: RequestInit["headers"]): Headers {
  try {
    return new Headers(given);
  } catch {
    throw failure("invalid_input", "Nothing was sent: headers must be what fetch takes.");
  }
}

function kindOf(status: number): readonly [code: TokenErrorCode, advice: string] {
  if (status === 401) return ["unauthorized", "Log in first"];
  if (status === 403)
    return ["unauthorized", "The session may not, or the broker must list this page's origin"];
  if (status === 429) return ["rate_limited", "Ask again later"];
  if (status < 300) return ["invalid_response", "Log in first, and check that a broker is there"];
  return ["http_error", "Check that a broker is there, and its server's log"];
}

/** What a text's JSON holds, if that is an object. */
function parsed(text: string): Partial<GivenToken> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    // What it throws quotes the text.
    return {};
  }
}

function failure(
  code: TokenErrorCode,
  message: string,
  details: Omit<TokenErrorDetails, "code"> = {},
): TokenError {
  return new TokenError(message, { ...details, code });
}
