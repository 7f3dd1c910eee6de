import * as v from "valibot";
import type { SourceOptions } from "./token-source.ts";
import { validate, wholeNumber } from "./validate.ts";

/** Settings of a provider: those of its token requests, and when it makes them. */
export interface TokenProviderOptions extends SourceOptions {
  /**
   * Milliseconds before its expiry from which a token is refreshed while it still is handed out; half
   * its lifetime at most.
   *
   * @default 120000, but a quarter of the lifetime at most
   */
  readonly refreshAhead?: number | undefined;
  /**
   * Milliseconds before its expiry from which callers wait for the refresh; half the token's lifetime
   * at most.
   *
   * @default 10000, but a twentieth of the lifetime at most
   */
  readonly waitAhead?: number | undefined;
}

/** What a caller may ask of a token. */
export interface GetTokenOptions {
  /** Releases this caller; the request goes on as long as another one waits for it. */
  readonly signal?: AbortSignal | null | undefined;
  /**
   * Milliseconds that the token must still be good, for a long upload for instance; half its lifetime
   * at most. If the refresh for it fails, a token that still is good is handed out all the same.
   *
   * @default 0
   */
  readonly minValidity?: number | undefined;
}

/** The settings, or `invalid_input`. */
export function parseProviderOptions(
  options: TokenProviderOptions,
): TokenProviderOptions & { readonly totalTimeout: number } {
  return validate(
    v.looseObject({
      refreshAhead: v.optional(wholeNumber(0)),
      waitAhead: v.optional(wholeNumber(0)),
      totalTimeout: v.optional(wholeNumber(1), 30_000),
    }),
    options,
    "There is no token provider",
  );
}
