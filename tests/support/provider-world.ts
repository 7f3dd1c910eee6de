import {
  type AccessToken,
  createTokenProvider,
  isTokenError,
  type TokenProvider,
} from "../../lib/index.ts";
import {
  createScriptedSource,
  failure,
  type ScriptedRequest,
  type ScriptedSource,
} from "./scripted-source.ts";

/** Since when something is so, on both clocks. */
const now = () => ({ wall: Date.now(), monotonic: performance.now() });
const since = (start: { readonly wall: number; readonly monotonic: number }) =>
  Math.max(Date.now() - start.wall, performance.now() - start.monotonic);

/** A provider to which anything may happen; everything it does is held to its rules. */
export class ProviderWorld {
  readonly provider: TokenProvider;
  readonly #scripted: ScriptedSource;
  readonly #controllers: AbortController[] = [];
  readonly #lifetimes = new Map<string, number>();
  readonly #invalidated = new Set<string>();
  readonly #errors = new Set<unknown>();
  /** What broke a rule, where nobody waits. */
  readonly #violations: unknown[] = [];
  #newest = -1;
  #wasStopped = false;
  /** What came of the last request, and the soonest that the next one may begin. */
  #last:
    | { readonly at: ReturnType<typeof now>; readonly pause: number; hadToken: boolean }
    | undefined;

  /** @param isDeaf - Whether the source takes no notice of aborts. */
  constructor(isDeaf: boolean) {
    this.#scripted = createScriptedSource(isDeaf);
    this.provider = createTokenProvider(async (context) => {
      this.#check(() => this.#mayBegin());
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

  answer(lifetime: number): void {
    const request = this.#open();
    if (!request) return;
    const token = `FAKE-token-${this.#scripted.requests.indexOf(request)}`;
    this.#lifetimes.set(token, lifetime);
    const left = lifetime - since(request.begun);
    if (left > 0) this.#last = { at: now(), pause: left / 2, hadToken: false };
    else this.#failed(undefined);
    request.resolve(lifetime);
  }

  /** Answers a request that was given up, if the source is deaf. */
  answerLate(): void {
    const request = this.#scripted.requests.find(({ signal }) => signal.aborted);
    if (!request) return;
    this.#lifetimes.set(`FAKE-token-${this.#scripted.requests.indexOf(request)}`, 1_200_000);
    request.resolve();
  }

  fail(status: number, retryAfter?: number): void {
    const error = status === 0 ? new Error("no secrets today") : failure(status, retryAfter);
    const request = this.#open();
    if (!request) return;
    this.#errors.add(error);
    this.#failed(retryAfter);
    request.reject(error);
  }

  abort(index: number): void {
    this.#controllers[index % this.#controllers.length]?.abort(`caller ${index} left`);
  }

  /** Tells of a 401 with a token that was handed out some time ago, 0 for the newest. */
  invalidate(age: number): void {
    const token = `FAKE-token-${this.#newest - age}`;
    const isCurrent = this.provider.state.status !== "empty" && age === 0;
    this.provider.invalidate(token);
    if (!isCurrent) return;
    this.#invalidated.add(token);
    if (this.#last && !this.#last.hadToken && this.#lifetimes.has(token)) this.#last = undefined;
  }

  dispose(): void {
    this.#wasStopped = true;
    this.provider[Symbol.dispose]();
  }

  /** Time went by: a request that took too long is one that failed. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    for (const violation of this.#violations) throw violation;
    const open = this.#scripted.requests.filter((request) => request.isOpen());
    must(open.length < 2, "two requests are in flight");
  }

  #open(): ScriptedRequest | undefined {
    return this.#scripted.requests.find((request) => request.isOpen());
  }

  #failed(retryAfter: number | undefined): void {
    const hadToken = this.provider.state.status === "good";
    this.#last = { at: now(), pause: retryAfter ?? 1000, hadToken: hadToken && !retryAfter };
  }

  #mayBegin(): void {
    if (!this.#last) return;
    const { at, pause, hadToken } = this.#last;
    this.#last = undefined;
    // What was put off at leisure comes at once when the token is gone.
    if (hadToken && this.provider.state.status !== "good") return;
    must(since(at) >= pause, "a request came too soon");
  }

  #handedOut({ token, expiresAt }: AccessToken, oldest: number): void {
    const number = Number(token.replace("FAKE-token-", ""));
    const begun = this.#scripted.requests[number]?.begun.monotonic ?? Number.NaN;
    const expiry = begun + (this.#lifetimes.get(token) ?? 0);
    must(Date.now() < expiresAt, "a token had expired by the wall clock");
    must(performance.now() < expiry, "a token had expired by the monotonic clock");
    must(!this.#invalidated.has(token), "a token had been invalidated");
    must(number >= oldest, "a token was older than one before it");
    this.#newest = Math.max(this.#newest, number);
  }

  #rejected(error: unknown, signal?: AbortSignal): void {
    if (signal?.aborted) {
      must(error === signal.reason, "an abort did not reject with its reason");
      return;
    }
    if (this.#wasStopped && (error as Error).name === "AbortError") return;
    must(this.provider.state.status !== "good", "a caller failed although there was a token");
    must(isTokenError(error) || this.#errors.has(error), "an error came from nowhere");
  }
}

function must(holds: boolean, violation: string): void {
  if (!holds) throw new Error(violation);
}
