import type { Credentials } from "./credentials.ts";
import type { TokenProvider, TokenProviderState } from "./provider/contract.ts";
import { Provider } from "./provider/provider.ts";
import { parseProviderOptions, type TokenProviderOptions } from "./provider/provider-options.ts";
import {
  createAsk,
  type CredentialsFunction,
  ensureSource,
  type TokenSource,
} from "./provider/token-source.ts";
import { ensureSecure } from "./request/request-options.ts";

export type { TokenProvider, TokenProviderState };

/**
 * Makes a provider, which asks for a token when the first caller wants one and keeps it good from then
 * on: callers share one request, a fresh token is handed out at once, an ageing one is refreshed while
 * it still is handed out, and a failed refresh is noticed by nobody as long as the token is good.
 *
 * @param source - Credentials; or a function that gives credentials, from a secrets manager for
 *   instance, or an access token, from your server for instance.
 * @param options - Settings of the token requests, and when to refresh; read once.
 * @returns The provider. After a failure without a good token, callers get the same error at once, with
 *   its `retryAfter` in milliseconds, until the next try is due.
 * @throws TokenError with code `invalid_input` or `insecure_endpoint` for wrong options, and for
 *   credentials of a wrong type; credentials that are not set yet are told of when they are needed.
 * @example
 * ```ts
 * const provider = createTokenProvider({ clientId, clientSecret });
 * const { token } = await provider.getToken();
 * ```
 */
export function createTokenProvider(
  source: Credentials | CredentialsFunction | TokenSource,
  options: TokenProviderOptions = {},
): TokenProvider {
  ensureSource(source, "There is no token provider");
  const settings = parseProviderOptions(options);
  ensureSecure(settings);
  return new Provider(createAsk(source, settings), settings);
}
