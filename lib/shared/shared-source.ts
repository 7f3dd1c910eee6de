import {
  type Credentials,
  type CredentialsFunction,
  requestToken,
  type SourceContext,
  type TokenSource,
} from "../index.ts";
import { createAge } from "./age.ts";
import { atMost } from "./at-most.ts";
import { createSeal } from "./seal.ts";
import { ensureUsable, type SharedSourceOptions } from "./shared-options.ts";
import { awaitTurn } from "./turn.ts";

/**
 * Makes a token source that any number of processes share by a store: one of them asks Sirv, and the others find
 * its token there, sealed with the client secret.
 *
 * @param credentials - Credentials, or a function that gives them. It is asked before each look into the store,
 *   for the seal needs the secret.
 * @param options - The store, a lease, and settings of the token requests: they belong here, not to the provider.
 *   At most a third of `totalTimeout`, in milliseconds, goes to waiting for others.
 * @returns A source for `createTokenProvider`; it rejects as `requestToken` does. While the store or the lease
 *   fails, each instance asks for itself; where `crypto.subtle` is missing, nothing is shared.
 * @throws TokenError with code `invalid_input` or `insecure_endpoint` for wrong options.
 * @example
 * ```ts
 * const provider = createTokenProvider(sharedSource(credentials, { storage, locks }));
 * ```
 */
export function sharedSource(
  credentials: Credentials | CredentialsFunction,
  options: SharedSourceOptions,
): TokenSource {
  ensureUsable(credentials, options ?? {});
  const { storage, locks, key = "sirv-token", ...request } = options;
  const { endpoint = "https://api.sirv.com/v2/token", totalTimeout = 30_000 } = request;
  const age = createAge(request.fetch);

  return async (context: SourceContext) => {
    const { signal, refused } = context;
    const end = performance.now() + totalTimeout;
    const timeLeft = () => Math.max(Math.ceil(end - performance.now()), 1);
    const current = typeof credentials === "function" ? await credentials(context) : credentials;
    /** @param failing - Called when it will take longer: another instance may be luckier. */
    const ask = async (failing?: () => void) => {
      const issued = await requestToken(current, {
        ...request,
        signal,
        totalTimeout: timeLeft(),
        fetch: age.fetch,
        onRetry(event) {
          failing?.();
          return request.onRetry?.(event);
        },
      });
      const { token, scope, expiresIn: seconds, expiresAt } = issued;
      return { token, scope, seconds, issuedAt: age.bySirv(expiresAt) - seconds * 1000 };
    };

    const lifetime = request.expiresIn ?? "default";
    // None without crypto.subtle, nor for what are no credentials, as the request then says.
    const seal = await createSeal(current, key, [new URL(endpoint).href, lifetime]).catch(
      () => undefined,
    );
    if (!seal) return age.give(await ask());

    const { found, storeWorks, release } = await awaitTurn({
      storage,
      locks,
      seal,
      serves: (shared) => shared.token !== refused && age.isYoung(shared),
      timeLeft: () => end - performance.now() - (totalTimeout * 2) / 3,
      signal,
    });
    try {
      if (found) return age.give(found);
      const shared = await ask(release);
      const value = await seal.close(shared);
      const write = async () => storage.setItem(seal.name, value, { ttl: shared.seconds });
      const written = atMost(timeLeft(), write).catch(() => undefined);
      if (storeWorks) await written;
      return age.give(shared);
    } finally {
      release();
    }
  };
}
