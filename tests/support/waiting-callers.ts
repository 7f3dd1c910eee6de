import type { ScriptedRequest } from "./scripted-source.ts";

/** Milliseconds that a source may take, and that somebody waits for a request at most. */
const longestRequest = 31_000;
const longestWait = 32_000;
/** The same for a request that nobody waited for, or that all others had left. */
const longestWaitForAbandoned = 2000;

/** Somebody who asked for a token. */
interface Caller {
  readonly signal: AbortSignal | undefined;
  /** By the monotonic clock. */
  readonly begun: number;
  isWaiting: boolean;
  /** The request that is waited for, and until when at most, by the monotonic clock. */
  joined?: { readonly request: ScriptedRequest; readonly until: number };
}

/** Who waits for which request of a provider, and what may end a request. */
export class WaitingCallers {
  readonly #requests: readonly ScriptedRequest[];
  #callers: Caller[] = [];
  /** Those whom a runtime ended while they waited: nobody saw them leave. */
  #ghosts: Caller[] = [];
  /** The requests that nobody waits for, or did not for a while. */
  readonly #abandoned = new Set<ScriptedRequest>();
  readonly #disposed = new Set<ScriptedRequest>();
  readonly #frozen = new Set<ScriptedRequest>();

  constructor(requests: readonly ScriptedRequest[]) {
    this.#requests = requests;
  }

  /** One more caller, who waits until the promise settles. */
  add(asked: Promise<unknown>, signal: AbortSignal | undefined): void {
    const caller: Caller = { signal, begun: performance.now(), isWaiting: true };
    this.#callers.push(caller);
    const stopWaiting = () => {
      caller.isWaiting = false;
    };
    asked.then(stopWaiting, stopWaiting);
  }

  /** Notes that the provider is disposed of. */
  dispose(): void {
    for (const request of this.#open()) this.#disposed.add(request);
  }

  /** Whether the provider was disposed of while a request was under way. */
  get wasDisposed(): boolean {
    return this.#disposed.size > 0;
  }

  /** Notes that a runtime has ended what is under way, and those who wait for it. */
  freeze(): void {
    for (const request of this.#open()) this.#frozen.add(request);
    this.#ghosts.push(...this.#callers);
    this.#callers = [];
  }

  /** The request that is under way and can be answered. */
  answerable(): ScriptedRequest | undefined {
    return this.#open().find((request) => !this.#frozen.has(request));
  }

  /** Fails if a rule is broken. */
  check(): void {
    const open = this.#open();
    must(open.length < 2, "two requests are in flight");
    const [request] = open;
    this.#callers = this.#callers.filter(({ isWaiting }) => isWaiting);
    for (const caller of this.#callers) this.#checkCaller(caller, request);
    for (const each of this.#requests) this.#checkEnd(each);
    this.#ghosts = this.#ghosts.filter(({ isWaiting }) => isWaiting);
    if (request && this.#callers.length + this.#ghosts.length === 0) this.#abandoned.add(request);
  }

  #checkCaller(caller: Caller, request: ScriptedRequest | undefined): void {
    must(!caller.signal?.aborted, "a caller who left was not released");
    if (!request) throw new Error("a caller waits for nothing");
    if (caller.joined?.request !== request) {
      const limit = this.#abandoned.has(request) ? longestWaitForAbandoned : longestWait;
      const joinedAt = Math.max(caller.begun, request.begun.monotonic);
      caller.joined = { request, until: joinedAt + limit };
    }
    must(performance.now() < caller.joined.until, "a caller waited for too long");
  }

  /** That a caller left is no reason to end a request. */
  #checkEnd(request: ScriptedRequest): void {
    if (!request.signal.aborted || this.#disposed.has(request)) return;
    const age = performance.now() - request.begun.monotonic;
    const longest = this.#abandoned.has(request) ? longestWaitForAbandoned : longestRequest;
    must(age >= longest, "a request ended before its time");
  }

  #open(): readonly ScriptedRequest[] {
    return this.#requests.filter((request) => request.isOpen());
  }
}

export function must(holds: boolean, violation: string): void {
  if (!holds) throw new Error(violation);
}
