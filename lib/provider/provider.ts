import type { AccessToken } from "../access-token.ts";
import { CallbackFault } from "../request/callback-fault.ts";
import type { TimedToken } from "../request/timed-token.ts";
import { abortReason } from "../support/abort-reason.ts";
import { inputError } from "../support/validate.ts";
import { isTokenError } from "../token-error.ts";
import type { TokenProvider, TokenProviderState } from "./contract.ts";
import { createFlight, type Flight, type Outcome } from "./flight.ts";
import { codeOf, createHoldOff, type HoldOff } from "./hold-off.ts";
import { KeptToken } from "./kept-token.ts";
import {
  type GetTokenOptions,
  parseGetTokenOptions,
  plainNeed,
  type ProviderSettings,
} from "./provider-options.ts";
import { deadOnArrival, sourceAsksItself } from "./provider-errors.ts";
import { createReport, type Report } from "./refresh-event.ts";
import { createReplacements, type Replacements } from "./replacement.ts";
import type { Ask } from "./token-source.ts";

/**
 * What a provider is: the token, the request that is under way, and what is known of failures. Those who
 * have many accounts have many of these, so what only failures need is made when there is one.
 */
export class Provider implements TokenProvider {
  readonly #ask: Ask;
  readonly #settings: ProviderSettings;
  #kept: KeptToken | undefined;
  #flight: Flight | undefined;
  #holdOff: HoldOff | undefined;
  #replacements: Replacements | undefined;
  /** What the API refused, until there is another. */
  #refused: KeptToken | undefined;
  #isAsking = false;

  constructor(ask: Ask, settings: ProviderSettings) {
    this.#ask = ask;
    this.#settings = settings;
    // Here, not where the class is made: a polyfill of Symbol.dispose may be loaded in between.
    this[Symbol.dispose] = () => {
      this.#flight?.stop("disposed");
      this.#flight = undefined;
    };
  }

  // Functions of its own, which may be passed on without it, and which work behind a Proxy, in which a
  // page's state wraps whatever it holds. Private names do not, which is why `state` goes by a function.

  readonly getToken = (options?: GetTokenOptions | null): Promise<AccessToken> => {
    const kept = this.#kept;
    if (kept) {
      const need = plainNeed(options);
      if (need !== undefined && kept.isFresh(need)) return kept.promise;
    } else if (this.#flight && !this.#holdOff && !options) {
      // Only its end can help: a crowd on a cold start goes no further.
      const joined = this.#flight;
      return joined.wait().then((outcome) => this.#settle(outcome, joined, false) ?? this.#get());
    }
    return this.#get(options);
  };

  readonly invalidate = (token: string): boolean => {
    if (typeof token !== "string") {
      throw inputError("No token was invalidated", [
        { message: "the token must be a string, the token of an AccessToken", path: [] },
      ]);
    }
    const kept = this.#kept;
    if (kept?.accessToken.token !== token) return true;
    this.#replacements ??= createReplacements();
    if (!this.#replacements.take(kept.isReplacement)) return false;
    this.#refused = kept;
    this.#kept = undefined;
    return true;
  };

  get state(): TokenProviderState {
    return this.readState();
  }

  declare readonly [Symbol.dispose]: () => void;

  private readonly readState = (): TokenProviderState => ({
    status: this.#hasGoodToken() ? "good" : this.#kept ? "expired" : "empty",
    expiresAt: this.#kept?.accessToken.expiresAt,
    errorCode: codeOf(this.#holdOff?.failure),
  });

  async #get(callersOptions?: GetTokenOptions | null): Promise<AccessToken> {
    const { signal, minValidity } = callersOptions
      ? parseGetTokenOptions(callersOptions)
      : noOptions;
    for (;;) {
      if (signal?.aborted) throw abortReason(signal);
      const hold = this.#holdOff?.holds(this.#hasGoodToken()) ? this.#holdOff : undefined;
      const kept = this.#kept;
      switch (kept?.phase(minValidity)) {
        case "fresh":
          return kept.accessToken;
        case "ageing":
          // Refreshed in the background.
          if (!hold && !this.#isAsking) this.#flight ??= this.#begin(true);
          return kept.accessToken;
        case "short":
          if (hold) return kept.accessToken;
          break;
        case "expired":
        case undefined:
          if (hold) throw hold.error();
          break;
      }

      if (this.#isAsking) throw sourceAsksItself();
      const isOwn = !this.#flight;
      const joined = (this.#flight ??= this.#begin(false));
      const accessToken = this.#settle(await joined.wait(signal), joined, isOwn);
      if (accessToken) return accessToken;
    }
  }

  /** The token that a flight leaves to one who waited for it, or its error; nothing if that one asks anew. */
  #settle(outcome: Outcome, joined: Flight, isOwn: boolean): AccessToken | undefined {
    switch (outcome.status) {
      case "landed":
        return outcome.accessToken;
      case "late":
        // Its end may never come: whoever finds that first asks anew, and the others join.
        joined.stop("superseded");
        if (this.#flight === joined) this.#flight = undefined;
        return undefined;
      case "superseded":
        return undefined;
      case "fault":
      case "failed":
        if (this.#kept && this.#hasGoodToken()) return this.#kept.accessToken;
        // A callback's fault is for whose call began the flight; others begin anew.
        if (isOwn || outcome.status === "failed") throw outcome.error;
        return undefined;
      case "disposed":
        throw outcome.error;
    }
  }

  #hasGoodToken(): boolean {
    return this.#kept !== undefined && this.#kept.phase() !== "expired";
  }

  #begin(inBackground: boolean): Flight {
    const { totalTimeout } = this.#settings;
    const refused = this.#refused?.accessToken.token;
    const report = createReport(this.#settings);

    // A function is called before the first wait: from in there, nobody can join the flight yet.
    this.#isAsking = true;
    const started = createFlight({
      ask: this.#ask,
      refused,
      totalTimeout,
      inBackground,
      land: (token) => this.#land(token, refused, report),
      fail: (error) => this.#fail(error, report),
    });
    this.#isAsking = false;
    return started;
  }

  #land(token: TimedToken, refused: string | undefined, report: Report): Outcome {
    const { accessToken, timeLeft } = token;
    if (timeLeft() <= 0) return this.#fail(deadOnArrival(), report);
    this.#flight = undefined;
    if (accessToken.token === this.#refused?.accessToken.token && refused === undefined) {
      // The source was asked before it was known that this token is refused: it did not give it again.
      report(accessToken.expiresAt);
      return { status: "superseded" };
    }
    this.#kept = new KeptToken(token, this.#settings, refused !== undefined);
    this.#refused = undefined;
    this.#holdOff = undefined;
    report(accessToken.expiresAt);
    return { status: "landed", accessToken };
  }

  #fail(error: unknown, report: Report): Outcome {
    this.#flight = undefined;
    const isGood = this.#hasGoodToken();
    const isFault = error instanceof CallbackFault;
    const failure: unknown = isFault ? error.thrown : error;
    // Nobody is kept waiting by a fault, but while a token is good, each call would begin a refresh.
    if (!isFault || isGood) this.#holdOff = createHoldOff(failure, isGood, this.#holdOff);
    report(undefined, !isFault && isTokenError(failure) ? failure.code : undefined);
    return { status: isFault ? "fault" : "failed", error: failure };
  }
}

const noOptions: GetTokenOptions = {};
