import { expect } from "vitest";
import {
  type AccessToken,
  createTokenProvider,
  type Credentials,
  type CredentialsFunction,
  type RefreshEvent,
  type RetryEvent,
  type TokenProvider,
} from "../../lib/index.ts";
import { fake, tokenReply } from "./control.ts";

/** What happened, one after the other, and what is going to. */
interface Log<T> {
  readonly all: readonly T[];
  /** Gives the first, the second and so on, once it has happened. */
  readonly wait: (number: number) => Promise<T>;
}

/** One sending of a token request. */
interface WatchedAttempt {
  /** What fetch was given. */
  readonly signal: AbortSignal | null | undefined;
  /** Answers with a token; with another status than 200, that is a failure. */
  readonly answer: (status?: number) => void;
}

/** A provider whose attempts a test answers, and what its callbacks are told. */
export interface WatchedProvider {
  readonly provider: TokenProvider;
  readonly attempts: Log<WatchedAttempt>;
  readonly retries: Log<RetryEvent>;
  readonly events: Log<RefreshEvent>;
}

export function createWatchedProvider(
  source: Credentials | CredentialsFunction = fake,
): WatchedProvider {
  const attempts = createLog<WatchedAttempt>();
  const retries = createLog<RetryEvent>();
  const events = createLog<RefreshEvent>();
  const fetch = async (_: unknown, init?: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      const signal = init?.signal;
      signal?.addEventListener("abort", () => reject(signal.reason as Error));
      attempts.add({
        signal,
        answer: (status = 200) => resolve(Response.json(tokenReply, { status })),
      });
    });
  const provider = createTokenProvider(source, {
    fetch,
    dangerouslyAllowSecretInPage: true,
    onRetry: retries.add,
    onRefresh: events.add,
  });
  return { provider, attempts, retries, events };
}

function createLog<T>(): Log<T> & { readonly add: (entry: T) => void } {
  const all: T[] = [];
  let waiting: (() => void)[] = [];
  return {
    all,
    add(entry) {
      all.push(entry);
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    async wait(number) {
      for (;;) {
        const entry = all[number - 1];
        if (entry !== undefined) return entry;
        await new Promise<void>((resolve) => void waiting.push(resolve));
      }
    },
  };
}

/** A caller who can leave. */
export interface WatchedCaller {
  readonly asked: Promise<AccessToken>;
  /** Aborts, and waits for the rejection. */
  readonly leave: () => Promise<void>;
}

export function createCaller(provider: TokenProvider): WatchedCaller {
  const controller = new AbortController();
  const asked = provider.getToken({ signal: controller.signal });
  return {
    asked,
    async leave() {
      controller.abort("left");
      const outcome: unknown = await asked.catch((reason: unknown) => reason);
      expect(outcome).toBe("left");
    },
  };
}
