/**
 * Hands the pages of your app a token, never the secret: a broker on your server, and the token source of a
 * page that asks it.
 *
 * @example
 * ```ts
 * // On the server
 * const broker = createTokenBroker(provider, { authorize: isLoggedIn });
 * // In the page
 * const inPage = createTokenProvider(brokeredToken("/api/sirv-token"));
 * ```
 * @see https://www.rfc-editor.org/rfc/rfc10017
 * @module sirv-token/broker
 */
export { brokeredToken } from "./brokered-token.ts";
export type { BrokeredTokenOptions } from "./brokered-token.ts";
export { createTokenBroker } from "./token-broker.ts";
export type { TokenBroker, TokenBrokerOptions } from "./broker-options.ts";
