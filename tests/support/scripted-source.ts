import { expect } from "vitest";
import { TokenError, type TokenSource } from "../../lib/index.ts";

/** A request that a scripted source was asked for. */
export interface ScriptedRequest {
  readonly signal: AbortSignal;
  /** The token that the API refused, if the source was told of one. */
  readonly refused: string | undefined;
  /** When it began, on both clocks. */
  readonly begun: { readonly wall: number; readonly monotonic: number };
  /** Whether it was neither answered nor aborted. */
  isOpen(): boolean;
  /** Answers with a token that lives so many milliseconds since the request began, a new one as a rule. */
  resolve(lifetime?: number, token?: string): void;
  reject(error: unknown): void;
}

/** A token source whose answers a test decides. */
export interface ScriptedSource {
  readonly source: TokenSource;
  /** All requests, from the first on. */
  readonly requests: readonly ScriptedRequest[];
  /** The latest request. */
  readonly last: () => ScriptedRequest;
}

/**
 * Makes a source. Its tokens are named `FAKE-token-0` and so on, by the number of their request, which is their
 * scope too: that tells where a token comes from that was given twice.
 *
 * @param isDeaf - Whether it takes no notice of aborts, and may answer all the same.
 */
export function createScriptedSource(isDeaf: boolean = false): ScriptedSource {
  const requests: ScriptedRequest[] = [];
  const source: TokenSource = async ({ signal, refused }) =>
    new Promise((resolve, reject) => {
      const number = requests.length;
      const begun = { wall: Date.now(), monotonic: performance.now() };
      let isOpen = true;
      const close = () => {
        isOpen = false;
      };
      signal.addEventListener("abort", () => {
        close();
        if (!isDeaf) reject(signal.reason as Error);
      });
      requests.push({
        signal,
        refused,
        begun,
        isOpen: () => isOpen,
        resolve(lifetime = 1_200_000, token = `FAKE-token-${number}`) {
          close();
          const expiresIn = lifetime / 1000;
          resolve({ token, expiresIn, scope: [String(number)], expiresAt: begun.wall + lifetime });
        },
        reject(error) {
          close();
          reject(error);
        },
      });
    });
  return { source, requests, last: () => requests.at(-1) ?? expect.fail("nothing was asked") };
}

/** What `requestToken` throws for such a status. */
export function failure(status: number, retryAfter?: number): TokenError {
  const code = status === 429 ? "rate_limited" : status === 401 ? "unauthorized" : "http_error";
  return new TokenError(`answered ${status}`, { code, status, retryAfter });
}
