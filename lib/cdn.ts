// What a page loads by a script tag: it has no bundler to choose, and should have a broker.
export * from "./index.ts";
export { brokeredToken } from "./broker/index.ts";
export type { BrokeredTokenOptions } from "./broker/index.ts";
