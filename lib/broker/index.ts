export { brokeredToken } from "./brokered-token.ts";
export type { BrokeredTokenOptions } from "./brokered-token.ts";
export { createTokenBroker } from "./token-broker.ts";
export type { TokenBroker, TokenBrokerOptions } from "./broker-options.ts";
