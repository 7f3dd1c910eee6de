export { sharedSource } from "./shared-source.ts";
export type { SharedLocks, SharedSourceOptions, SharedStorage } from "./shared-options.ts";
