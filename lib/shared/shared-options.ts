import {
  createTokenProvider,
  type Credentials,
  type CredentialsFunction,
  type RequestTokenOptions,
  TokenError,
} from "../index.ts";

/**
 * Where the token is kept, in the shape of Web Storage; each may be async.
 *
 * @example
 * ```ts
 * const storage: SharedStorage = {
 *   getItem: (name) => redis.get(name),
 *   setItem: (name, value, { ttl }) => redis.set(name, value, "EX", ttl),
 * };
 * ```
 * @see https://html.spec.whatwg.org/multipage/webstorage.html
 */
export interface SharedStorage {
  /**
   * Gives what was kept, as text or as the object that its JSON stands for; anything else is nothing.
   *
   * @param name - Under which it was kept.
   * @returns What was kept, or a promise of it.
   */
  getItem(name: string): unknown;
  /**
   * Keeps a text for so many seconds at most, in place of any other.
   *
   * @param name - Under which to keep it.
   * @param value - The text, sealed with the client secret.
   * @param options - `ttl`, the seconds after which it may be dropped.
   * @returns Anything; a promise is awaited, for a second at most.
   */
  setItem(
    name: string,
    value: string,
    options: {
      /** Seconds after which the text may be dropped. */
      readonly ttl: number;
    },
  ): unknown;
}

/**
 * A lease, in the shape of Web Locks; it is asked with `ifAvailable` alone, so nobody queues for it.
 *
 * @example
 * ```ts
 * const inPages = sharedSource(credentials, { storage: localStorage, locks: navigator.locks });
 * ```
 * @see https://www.w3.org/TR/web-locks/
 */
export interface SharedLocks {
  /**
   * Calls back with anything if the lease is free, and holds it until the callback's promise settles, but for
   * some 10 s at most: its holder may have been killed. Calls back with `null` if somebody has it.
   *
   * @param name - Of the lease.
   * @param options - Always `ifAvailable`: who does not get it is told at once.
   * @param callback - Called once, with anything or `null`.
   * @returns Anything; a promise that rejects means that there is no lease to be had.
   */
  request(
    name: string,
    options: { readonly ifAvailable: true },
    callback: (lock: unknown) => Promise<void> | void,
  ): unknown;
}

/**
 * Settings of a shared source: those of its token requests, and where they are shared.
 *
 * @example
 * ```ts
 * const source = sharedSource(credentials, { storage, locks, key: "my-app", expiresIn: 3600 });
 * ```
 */
export interface SharedSourceOptions extends RequestTokenOptions {
  /** Belongs to `getToken`: each caller has its own. */
  readonly signal?: undefined;
  /** Where the token is kept: a Redis, a database, a key-value store. */
  readonly storage: SharedStorage;
  /** Sees to it that one asks while the others wait; without it, all ask who find nothing. */
  readonly locks?: SharedLocks | undefined;
  /**
   * What the names in the store begin with.
   *
   * @default "sirv-token"
   */
  readonly key?: string | undefined;
}

/** Throws `invalid_input` or `insecure_endpoint` for what is of no use. */
export function ensureUsable(
  credentials: Credentials | CredentialsFunction,
  { storage, locks, key: _key, ...request }: SharedSourceOptions,
): void {
  if (typeof storage?.getItem !== "function" || typeof storage.setItem !== "function") {
    throw lacking("storage must have getItem and setItem, as Web Storage has");
  }
  if (locks && typeof locks.request !== "function") {
    throw lacking("locks must have request, as Web Locks have");
  }
  // A provider looks at these at once, and does nothing until it is asked.
  createTokenProvider(credentials, request);
}

function lacking(message: string): TokenError {
  const issues = [{ message, path: [] }];
  return new TokenError(`There is no shared source: ${message}.`, {
    code: "invalid_input",
    issues,
  });
}
