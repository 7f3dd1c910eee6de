/**
 * One token for many processes and machines: one of them asks Sirv, and the others find its token in a store.
 *
 * @example
 * ```ts
 * const provider = createTokenProvider(sharedSource(environmentCredentials, { storage }));
 * ```
 * @module sirv-token/shared
 */
export { sharedSource } from "./shared-source.ts";
export type { SharedLocks, SharedSourceOptions, SharedStorage } from "./shared-options.ts";
