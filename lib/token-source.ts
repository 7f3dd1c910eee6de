import type { AccessToken } from "./access-token.ts";
import { countdown } from "./countdown.ts";
import type { Credentials } from "./credentials.ts";
import type { RequestTokenOptions } from "./request-options.ts";
import { requestToken } from "./request-token.ts";
import { warnOfSecretInPage } from "./secret-in-page.ts";
import { isTokenError, type TokenError } from "./token-error.ts";

/** What a source is called with. */
export interface SourceContext {
  /** Aborts when nobody waits for the token any more. */
  readonly signal: AbortSignal;
}

/** Gives the client credentials, from a secrets manager for instance; asked before every request. */
export type CredentialsFunction = (context: SourceContext) => Credentials | Promise<Credentials>;

/** Gives an access token, from a broker for instance. */
export type TokenSource = (context: SourceContext) => Promise<AccessToken>;

/** How a source's credentials become a token. */
export interface SourceOptions extends Omit<RequestTokenOptions, "signal"> {
  /** Silences the warning that a page's client secret is public, as every secret in a page is. */
  readonly dangerouslyAllowSecretInPage?: boolean | undefined;
}

/** Asks the source for a token, and Sirv for it if the source gives credentials. */
export function createAsk(
  source: Credentials | CredentialsFunction | TokenSource,
  options: SourceOptions,
): TokenSource {
  let refused: string;
  let refusal: TokenError;
  let left = countdown(0);

  return async (context) => {
    const given = typeof source === "function" ? await source(context) : source;
    if (typeof (given as AccessToken | undefined)?.token === "string") {
      return Object.freeze({ ...(given as AccessToken) });
    }
    // Whatever else it is, it is checked as credentials.
    const credentials = given as Credentials;
    const asked = JSON.stringify(credentials);
    if (asked === refused && left() > 0) throw refusal;
    if (!options.dangerouslyAllowSecretInPage) warnOfSecretInPage();
    try {
      return await requestToken(credentials, { ...options, ...context });
    } catch (error) {
      if (isTokenError(error) && [400, 401, 403].includes(error.status!)) {
        refused = asked;
        refusal = error;
        left = countdown(30_000);
        // A function may soon give others.
        if (given === source) Object.assign(error, { retryAfter: 30_000 });
      }
      throw error;
    }
  };
}
