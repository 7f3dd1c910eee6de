import { quietly } from "../support/quietly.ts";
import type { TokenErrorCode } from "../token-error.ts";
import type { ProviderSettings } from "./provider-options.ts";

/** Tells `onRefresh` what came of asking the source. */
export type Report = (expiresAt: number | undefined, errorCode?: TokenErrorCode) => void;

/** Makes the report of a request that begins now. */
export function createReport({ onRefresh }: ProviderSettings): Report {
  const begun = performance.now();
  return (expiresAt, errorCode) => {
    const duration = performance.now() - begun;
    const result: unknown = quietly(() => onRefresh?.({ duration, expiresAt, errorCode }));
    // It may be async.
    Promise.resolve(result).catch(() => undefined);
  };
}
