import { vi } from "vitest";
import {
  type AccessToken,
  createTokenProvider,
  isTokenError,
  type TokenProvider,
} from "../../lib/index.ts";
import { createScriptedSource, failure } from "./scripted-source.ts";
import { must, WaitingCallers } from "./waiting-callers.ts";

/** Since when something is so, on both clocks. */
const now = () => ({ wall: Date.now(), monotonic: performance.now() });
const since = (start: { readonly wall: number; readonly monotonic: number }) =>
  Math.max(Date.now() - start.wall, performance.now() - start.monotonic);

/** A provider to which anything may happen; everything it does is held to its rules. */
export class ProviderWorld {
  readonly provider: TokenProvider;
  readonly #timers = vi.spyOn(globalThis, "setTimeout");
  readonly #scripted: ReturnType<typeof createScriptedSource>;
  readonly #controllers: AbortController[] = [];
  readonly #callers: WaitingCallers;
  /** How long the token of a request lives, by its number: a source may give one token twice. */
  readonly #lifetimes = new Map<number, number>();
  /** The requests whose token must not be handed out (any more), for the API refused it. */
  readonly #dropped = new Set<number>();
  readonly #errors = new Set<unknown>();
  /** What broke a rule, where nobody waits. */
  readonly #violations: unknown[] = [];
  /** The newest request whose token was handed out. */
  #newest = -1;
  /** The tokens that the provider kept, by their request's number; empty once it was dropped. */
  #current:
    | { readonly number: number; readonly token: string; readonly replaces: boolean }
    | undefined;
  #token = "FAKE-token-of-nobody";
  #tokenBefore = "FAKE-token-of-nobody";
  /** What the API refused, until there is another. */
  #refused: string | undefined;
  /** When the last refused token was dropped, and how long that was after the one before. */
  #dropping: { readonly at: ReturnType<typeof now>; readonly gap: number } | undefined;
  /** What came of the last request, and the soonest that the next one may begin. */
  #last:
    | {
        readonly at: ReturnType<typeof now>;
        readonly pause: number;
        /** Whether it ends when the token is dropped, or when the token is no longer good. */
        readonly with?: "kept" | "good" | undefined;
      }
    | undefined;

  /** @param isDeaf - Whether the source takes no notice of aborts. */
  constructor(isDeaf: boolean) {
    this.#scripted = createScriptedSource(isDeaf);
    this.#callers = new WaitingCallers(this.#scripted.requests);
    this.provider = createTokenProvider(async (context) => {
      this.#check(() => this.#mayBegin());
      this.#check(() => must(context.refused === this.#refused, "a source was told wrong"));
      return this.#scripted.source(context);
    });
  }

  /** One more caller, who may leave later. */
  get(minValidity: number): void {
    const controller = new AbortController();
    this.#controllers.push(controller);
    this.#watch(
      this.provider.getToken({ signal: controller.signal, minValidity }),
      controller.signal,
    );
  }

  /** One more caller, who wants no more than a token. */
  getPlain(): void {
    this.#watch(this.provider.getToken());
  }

  #watch(asked: Promise<AccessToken>, signal?: AbortSignal): void {
    const oldest = this.#newest;
    this.#callers.add(asked, signal);
    asked.then(
      (accessToken) => this.#check(() => this.#handedOut(accessToken, oldest)),
      (error: unknown) => this.#check(() => this.#rejected(error, signal)),
    );
  }

  #check(rule: () => void): void {
    try {
      rule();
    } catch (violation) {
      this.#violations.push(violation);
    }
  }

  /** @param isRepeated - Whether the source gives the token that it gave before. */
  answer(lifetime: number, isRepeated: boolean): void {
    const request = this.#callers.answerable();
    if (!request) return;
    const number = this.#scripted.requests.indexOf(request);
    const token = isRepeated ? this.#token : `FAKE-token-${number}`;
    const left = lifetime - since(request.begun);
    this.#lifetimes.set(number, lifetime);
    if (left <= 0) {
      this.#failed(undefined);
    } else if (token === this.#refused && request.refused === undefined) {
      // The source did not know. Whoever waits asks it again, at once.
      this.#dropped.add(number);
    } else {
      this.#current = { number, token, replaces: request.refused !== undefined };
      this.#tokenBefore = this.#token;
      this.#token = token;
      this.#refused = undefined;
      this.#last = { at: now(), pause: left / 2, with: "kept" };
    }
    request.resolve(lifetime, token);
  }

  /** Answers a request that was given up, if the source is deaf. */
  answerLate(): void {
    this.#scripted.requests.find(({ signal }) => signal.aborted)?.resolve();
  }

  fail(status: number, retryAfter?: number): void {
    const error = status === 0 ? new Error("no secrets today") : failure(status, retryAfter);
    const request = this.#callers.answerable();
    if (!request) return;
    this.#errors.add(error);
    this.#failed(retryAfter);
    request.reject(error);
  }

  abort(index: number): void {
    this.#controllers[index % this.#controllers.length]?.abort(`caller ${index} left`);
  }

  /** All leave who can. */
  abortAll(): void {
    for (const [index] of this.#controllers.entries()) this.abort(index);
  }

  /** Tells of a 401, with the token that the source gave last or with the one before. */
  invalidate(isOld: boolean): void {
    const token = isOld ? this.#tokenBefore : this.#token;
    const isGone = this.provider.invalidate(token);
    if (token !== this.#current?.token) {
      must(isGone, "a token that is not the current one stays in use");
      return;
    }
    const { number, replaces } = this.#current;
    const gap = this.#dropping ? since(this.#dropping.at) : Infinity;
    if (!isGone) {
      must(this.#dropping !== undefined, "the first refused token was not replaced");
      must(gap < (replaces ? 3_600_000 : 30_000), "a refused token stayed for too long");
      return;
    }
    must(
      Math.max(gap, this.#dropping?.gap ?? Infinity) >= 30_000,
      "three refused tokens were replaced within half a minute",
    );
    this.#dropping = { at: now(), gap };
    this.#refused = token;
    this.#dropped.add(number);
    this.#current = undefined;
    if (this.#last?.with === "kept") this.#last = undefined;
  }

  /** One more call, with a token that the source has at once and the API refuses. */
  async callInVain(isRepeated: boolean): Promise<void> {
    this.getPlain();
    this.answer(1_200_000, isRepeated);
    await this.settle();
    this.invalidate(false);
  }

  dispose(): void {
    this.#callers.dispose();
    this.provider[Symbol.dispose]();
  }

  /** An edge runtime ends a request with all that it began: timers, what it sent, who waits. */
  freeze(): void {
    for (const { value } of this.#timers.mock.results) clearTimeout(value);
    this.#timers.mockClear();
    this.#callers.freeze();
  }

  /** Ends the story. */
  end(): void {
    this.#timers.mockRestore();
    vi.clearAllTimers();
  }

  /** Looks at what came of an event. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    for (const violation of this.#violations) throw violation;
    const isEmpty = this.provider.state.status === "empty";
    must(isEmpty === (this.#current === undefined), "a token came or went by itself");
    this.#callers.check();
  }

  #failed(retryAfter: number | undefined): void {
    const atLeisure = this.provider.state.status === "good" && !retryAfter;
    this.#last = { at: now(), pause: retryAfter ?? 1000, with: atLeisure ? "good" : undefined };
  }

  #mayBegin(): void {
    const last = this.#last;
    this.#last = undefined;
    // What was put off at leisure comes at once when the token is gone.
    if (!last || (last.with === "good" && this.provider.state.status !== "good")) return;
    must(since(last.at) >= last.pause, "a request came too soon");
  }

  #handedOut({ scope, expiresAt }: AccessToken, oldest: number): void {
    const number = Number(scope[0]);
    const begun = this.#scripted.requests[number]?.begun.monotonic ?? Number.NaN;
    const expiry = begun + (this.#lifetimes.get(number) ?? Number.NaN);
    must(Date.now() < expiresAt, "a token had expired by the wall clock");
    must(performance.now() < expiry, "a token had expired by the monotonic clock");
    must(!this.#dropped.has(number), "a token had been refused");
    must(number >= oldest, "a token was older than one before it");
    this.#newest = Math.max(this.#newest, number);
  }

  #rejected(error: unknown, signal?: AbortSignal): void {
    if (signal?.aborted) {
      must(error === signal.reason, "an abort did not reject with its reason");
      return;
    }
    if (this.#callers.wasDisposed && (error as Error).name === "AbortError") return;
    must(this.provider.state.status !== "good", "a caller failed although there was a token");
    must(isTokenError(error) || this.#errors.has(error), "an error came from nowhere");
  }
}
