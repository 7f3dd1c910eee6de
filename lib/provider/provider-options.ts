import * as v from "valibot";
import {
  type RequestSettings,
  type RequestTokenOptions,
  requestEntries,
} from "../request/request-options.ts";
import { once } from "../support/once.ts";
import {
  abortSignal,
  callback,
  type EntriesOf,
  isAbortSignal,
  milliseconds,
  objectOf,
} from "../support/schemas.ts";
import { parseOptions } from "../support/validate.ts";
import type { TokenErrorCode } from "../token-error.ts";

/**
 * Settings of a provider: those of its token requests, and when it makes them.
 *
 * @example
 * ```ts
 * const provider = createTokenProvider(credentials, {
 *   expiresIn: 3600,
 *   refreshAhead: 300_000,
 *   onRefresh: ({ duration, errorCode }) => console.log(`token: ${errorCode ?? "new"}, ${duration} ms`),
 * });
 * ```
 */
export interface TokenProviderOptions extends RequestTokenOptions {
  /** Belongs to `getToken`: each caller has its own. */
  readonly signal?: undefined;
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
  /**
   * Called after each time that the source was asked, for logs and metrics. What it throws is ignored.
   *
   * @param event - How many milliseconds it took, and what came of it.
   */
  readonly onRefresh?: ((event: RefreshEvent) => void) | undefined;
  /**
   * Silences the warning that a page's client secret is public, as every secret in a page is.
   *
   * @default false
   */
  readonly dangerouslyAllowSecretInPage?: boolean | undefined;
}

/** What came of asking the source. It holds neither secret nor token. */
export interface RefreshEvent {
  /** Milliseconds that it took, all attempts and waits. */
  readonly duration: number;
  /** When the new token expires, in epoch milliseconds; `undefined` if there is none. */
  readonly expiresAt: number | undefined;
  /** The error's code if there is no token; `undefined` also for an error that is not a `TokenError`. */
  readonly errorCode: TokenErrorCode | undefined;
}

/**
 * What a caller may ask of a token.
 *
 * @example
 * ```ts
 * const { token } = await provider.getToken({ signal: AbortSignal.timeout(5000), minValidity: 60_000 });
 * ```
 */
export interface GetTokenOptions {
  /** Releases this caller; the request goes on, and its token serves the next one. */
  readonly signal?: AbortSignal | null | undefined;
  /**
   * Milliseconds that the token must still be good, for a long upload for instance; half its lifetime
   * at most. If the refresh for it fails, a token that still is good is handed out all the same.
   *
   * @default 0
   */
  readonly minValidity?: number | undefined;
}

/** The options, read once and checked, with their defaults. */
export interface ProviderSettings extends RequestSettings {
  readonly refreshAhead: number | undefined;
  readonly waitAhead: number | undefined;
  readonly onRefresh: ((event: RefreshEvent) => void) | undefined;
  readonly dangerouslyAllowSecretInPage: boolean;
}

const settingsSchema = /* @__PURE__ */ once(() =>
  objectOf<EntriesOf<ProviderSettings>>({
    ...requestEntries(),
    // Each caller has one of its own.
    signal: v.optional(v.undefined("belongs to getToken: each caller has its own")),
    refreshAhead: v.optional(milliseconds(0)),
    waitAhead: v.optional(milliseconds(0)),
    onRefresh: v.optional(callback<(event: RefreshEvent) => void>()),
    dangerouslyAllowSecretInPage: v.optional(v.boolean("must be true or false"), false),
  }),
);

/** The options with their defaults, or `invalid_input`. */
export function parseProviderOptions(options: TokenProviderOptions): ProviderSettings {
  return parseOptions(settingsSchema(), options, "There is no token provider");
}

const callSchema = /* @__PURE__ */ once(() =>
  objectOf<EntriesOf<GetTokenOptions>>({
    signal: v.nullish(abortSignal()),
    // What a caller computed may be NaN or below 0: that asks for nothing.
    minValidity: v.optional(
      v.custom<number>(
        (value) => typeof value === "number",
        "must be a number of milliseconds, such as 60000",
      ),
    ),
  }),
);

/** A caller's options, or `invalid_input`. */
export function parseGetTokenOptions(options: GetTokenOptions): GetTokenOptions {
  return parseOptions(callSchema(), options, "There is no token");
}

/**
 * The milliseconds that a caller needs a token, without the price of a schema; `undefined` if the options
 * need a closer look. What the schema refuses must not pass here: else it would while a token is fresh.
 */
export function plainNeed(options: GetTokenOptions | null | undefined): number | undefined {
  if (!options) return 0;
  if (typeof options !== "object") return undefined;
  try {
    const { signal, minValidity = 0 } = options;
    const isFree = signal === undefined || signal === null;
    if (!isFree && (!isAbortSignal(signal) || signal.aborted)) return undefined;
    return typeof minValidity === "number" ? minValidity : undefined;
  } catch {
    // A getter threw: it throws again where that rejects.
    return undefined;
  }
}
