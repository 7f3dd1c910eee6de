import type { AccessToken } from "./access-token.ts";
import type { TokenProvider, TokenProviderState } from "./provider/contract.ts";
import { createFlight, type Flight, type Outcome } from "./provider/flight.ts";
import { codeOf, createHoldOff, type HoldOff } from "./provider/hold-off.ts";
import { keepToken, type KeptToken } from "./provider/kept-token.ts";
import {
  type GetTokenOptions,
  parseGetTokenOptions,
  parseProviderOptions,
  type TokenProviderOptions,
} from "./provider/provider-options.ts";
import { createReplacements } from "./provider/replacement.ts";
import { createAsk, ensureSource, type Source } from "./provider/token-source.ts";
import { CallbackFault } from "./request/callback-fault.ts";
import { ensureSecure } from "./request/request-options.ts";
import type { TimedToken } from "./request/send.ts";
import { abortReason } from "./support/abort-reason.ts";
import { quietly } from "./support/quietly.ts";
import { inputError } from "./support/validate.ts";
import { isTokenError, TokenError, type TokenErrorCode } from "./token-error.ts";

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
  source: Source,
  options: TokenProviderOptions = {},
): TokenProvider {
  ensureSource(source, "There is no token provider");
  const settings = parseProviderOptions(options);
  ensureSecure(settings);
  const ask = createAsk(source, settings);
  const replacements = createReplacements();
  let kept: KeptToken | undefined;
  let flight: Flight | undefined;
  let holdOff: HoldOff | undefined;
  /** What the API refused, until there is another. */
  let refusedToken: string | undefined;
  let isAsking = false;

  return {
    getToken: (callersOptions) =>
      kept && !callersOptions && kept.isFresh() ? kept.promise : get(callersOptions),
    invalidate(token) {
      if (typeof token !== "string") {
        throw inputError("No token was invalidated", [
          { message: "the token must be a string, the token of an AccessToken", path: [] },
        ]);
      }
      if (kept?.accessToken.token !== token) return true;
      if (!replacements.take(kept.isReplacement)) return false;
      refusedToken = token;
      kept = undefined;
      return true;
    },
    get state(): TokenProviderState {
      return {
        status: hasGoodToken() ? "good" : kept ? "expired" : "empty",
        expiresAt: kept?.accessToken.expiresAt,
        errorCode: codeOf(holdOff?.failure),
      };
    },
    [Symbol.dispose]() {
      flight?.stop("disposed");
      flight = undefined;
    },
  };

  async function get(callersOptions?: GetTokenOptions | null): Promise<AccessToken> {
    const { signal, minValidity } = callersOptions
      ? parseGetTokenOptions(callersOptions)
      : noOptions;
    for (;;) {
      if (signal?.aborted) throw abortReason(signal);
      const hold = holdOff?.holds(hasGoodToken()) ? holdOff : undefined;
      switch (kept?.phase(minValidity)) {
        case "fresh":
          return kept.accessToken;
        case "ageing":
          // Refreshed in the background.
          if (!hold && !isAsking) flight ??= begin(true);
          return kept.accessToken;
        case "short":
          if (hold) return kept.accessToken;
          break;
        case "expired":
        case undefined:
          if (hold) throw hold.error();
          break;
      }

      if (isAsking) throw sourceAsksItself();
      const isOwn = !flight;
      const joined = (flight ??= begin(false));
      const outcome = await joined.wait(signal);
      switch (outcome.status) {
        case "landed":
          return outcome.accessToken;
        case "late":
          // Its end may never come: whoever finds that first asks anew, and the others join.
          joined.stop("superseded");
          if (flight === joined) flight = undefined;
          break;
        case "superseded":
          break;
        case "fault":
        case "failed":
          if (kept && hasGoodToken()) return kept.accessToken;
          // A callback's fault is for whose call began the flight; others begin anew.
          if (isOwn || outcome.status === "failed") throw outcome.error;
          break;
        case "disposed":
          throw outcome.error;
      }
    }
  }

  function hasGoodToken(): boolean {
    return kept !== undefined && kept.phase() !== "expired";
  }

  function begin(inBackground: boolean): Flight {
    const { totalTimeout } = settings;
    const refused = refusedToken;
    const begun = performance.now();
    const report = (expiresAt: number | undefined, errorCode?: TokenErrorCode) => {
      const duration = performance.now() - begun;
      const result: unknown = quietly(() =>
        settings.onRefresh?.({ duration, expiresAt, errorCode }),
      );
      // It may be async.
      Promise.resolve(result).catch(() => undefined);
    };

    // A function is called before the first wait: from in there, nobody can join the flight yet.
    isAsking = true;
    const started = createFlight({ ask, refused, totalTimeout, inBackground, land, fail });
    isAsking = false;
    return started;

    function land(token: TimedToken): Outcome {
      const { accessToken, timeLeft } = token;
      if (timeLeft() <= 0) return fail(deadOnArrival());
      flight = undefined;
      if (accessToken.token === refusedToken && refused === undefined) {
        // The source was asked before it was known that this token is refused: it did not give it again.
        report(accessToken.expiresAt);
        return { status: "superseded" };
      }
      kept = keepToken(token, settings, refused !== undefined);
      refusedToken = undefined;
      holdOff = undefined;
      report(accessToken.expiresAt);
      return { status: "landed", accessToken };
    }

    function fail(error: unknown): Outcome {
      flight = undefined;
      const isGood = hasGoodToken();
      const isFault = error instanceof CallbackFault;
      const failure: unknown = isFault ? error.thrown : error;
      // Nobody is kept waiting by a fault, but while a token is good, each call would begin a refresh.
      if (!isFault || isGood) holdOff = createHoldOff(failure, isGood, holdOff);
      report(undefined, !isFault && isTokenError(failure) ? failure.code : undefined);
      return { status: isFault ? "fault" : "failed", error: failure };
    }
  }
}

const noOptions: GetTokenOptions = {};

function deadOnArrival(): TokenError {
  const message =
    "The new token expired on its way. Ask for one that lives longer, with expiresIn.";
  return new TokenError(message, { code: "invalid_response" });
}

function sourceAsksItself(): TokenError {
  return inputError("There is no token", [
    {
      message: "the token source asks its own provider, which waits for the source",
      path: [],
    },
  ]);
}
