import * as v from "valibot";
import ky, { type Input, type KyInstance, type Options } from "ky";
import type { Credentials } from "./credentials.ts";
import { bearerFetch, takesBearer } from "./fetch/bearer-fetch.ts";
import { isReadOnce } from "./fetch/body.ts";
import type { CredentialsFunction, TokenSource } from "./provider/token-source.ts";
import { isOnLoopback } from "./support/loopback.ts";
import { once } from "./support/once.ts";
import { quietly } from "./support/quietly.ts";
import { callback, objectOf } from "./support/schemas.ts";
import { inputError, parseOptions } from "./support/validate.ts";
import { ensureProvider } from "./token-fetch.ts";
import { createTokenProvider, type TokenProvider } from "./token-provider.ts";

const consequence = "There is no Sirv client";

// The rest is ky's to check.
const schema = /* @__PURE__ */ once(() =>
  objectOf({ fetch: v.optional(callback<typeof globalThis.fetch>()) }),
);

/**
 * Makes a ky instance for Sirv's REST API, which adds the bearer token to every request to it.
 *
 * Everything works as in ky: options, hooks, `extend`, and whatever replaces these; only `create` starts
 * anew, without a token. What differs: an upload, a call with a `body`, has no time limit unless you set
 * `timeout` (a `Request` as input has ky's 10 s, as all else has), and the wait for a token does not count,
 * but for that after a 401.
 *
 * A 401 is answered with another token, as by `createTokenFetch`; for that, and for ky's retries, what is
 * sent is held in memory. Send a file of hundreds of megabytes as a stream, with `retry: 0`, after
 * `provider.getToken` with a `minValidity`: that holds nothing, and can't be sent again.
 *
 * A 429 is thrown at once, unless `retry.statusCodes` says otherwise: Sirv's limits are by the hour.
 *
 * @param source - Credentials, or a function as for `createTokenProvider`, or a provider.
 * @param options - ky's; `baseUrl` also says where the token may go. Where the token comes from it moves
 *   only on loopback, as for a sandbox: no proxy is handed the secret. For another endpoint pass a provider.
 * @returns The ky instance. It rejects as ky does, and as `provider.getToken` does.
 * @throws TokenError with code `invalid_input` for a source, a `baseUrl` or a `fetch` of a wrong type.
 * @example
 * ```ts
 * const sirv = createSirvClient({ clientId, clientSecret });
 * const account = await sirv.get("account").json();
 * await sirv.post("files/upload", { searchParams: { filename: "/a.jpg" }, body: file });
 * ```
 * @see https://github.com/sindresorhus/ky
 */
export function createSirvClient(
  source: Credentials | CredentialsFunction | TokenSource | TokenProvider,
  options: Options = {},
): KyInstance {
  const { fetch } = parseOptions(schema(), options, consequence);
  const base = baseOf(options.baseUrl);
  const provider = providerOf(source, base, fetch);
  return withToken(ky.create({ ...options, baseUrl: base.href }), provider, base.origin);
}

/** The base with a slash at its end, without which the last part of its path would be lost. */
function baseOf(given: unknown = "https://api.sirv.com/v2/"): URL {
  const address = String(given);
  // A page's relative URLs are resolved by the platform.
  const base = quietly(() => new URL(address)) ?? quietly(() => new URL(new Request(address).url));
  // fetch refuses a user and a password, and quotes them.
  if (!base || !/^https?:\/\/[^/@]+\//.test(base.href)) {
    const message =
      "baseUrl must be a URL without user and password, such as https://api.sirv.com/v2/";
    throw inputError(consequence, [{ message, path: ["baseUrl"] }]);
  }
  return base.pathname.endsWith("/") ? base : new URL(`${base.origin}${base.pathname}/`);
}

function providerOf(
  source: Parameters<typeof createSirvClient>[0],
  base: URL,
  fetch: typeof globalThis.fetch | undefined,
): TokenProvider {
  if (typeof source === "object" && source !== null && "getToken" in source) {
    ensureProvider(source, consequence);
    return source;
  }
  const endpoint = isOnLoopback(base) ? new URL("token", base) : undefined;
  return createTokenProvider(source, { fetch, endpoint });
}

/** The instance, whose calls get the token as the very last thing: so nobody's options or hooks lose it. */
function withToken(instance: KyInstance, provider: TokenProvider, origin: string): KyInstance {
  const addToken = (call: Options) => addTokenTo(call, provider, origin);
  const send = (input: Input, options?: Options) => {
    const all = mergedOptions(instance, options);
    const { init = [] } = all.hooks ?? {};
    return ky(input, { ...all, hooks: { ...all.hooks, init: [...init, addToken] } });
  };
  const methods = ["get", "post", "put", "patch", "head", "delete", "query"] as const;
  const shortcuts = methods.map((method) => [
    method,
    (input: Input, options?: Options) => send(input, { ...options, method }),
  ]);
  return Object.assign(send, instance, Object.fromEntries(shortcuts), {
    extend: (...defaults: Parameters<KyInstance["extend"]>) =>
      withToken(instance.extend(...defaults), provider, origin),
  });
}

/** A call's options and its instance's defaults, as ky merges them. */
function mergedOptions(instance: KyInstance, options: Options | undefined): Options {
  let all: Options = {};
  instance.extend(options ?? {}).extend((defaults) => {
    all = defaults;
    return {};
  });
  return all;
}

/** The last of a call's `init` hooks. */
function addTokenTo(call: Options, provider: TokenProvider, origin: string): void {
  const { body, fetch, hooks, retry } = call;
  // Waits here are no part of an attempt, and so not of its time limit.
  const waitForToken = async ({ request }: { readonly request: Request }) => {
    if (takesBearer({ input: request, init: {} }, origin)) {
      await provider.getToken({ signal: request.signal });
    }
  };
  call.hooks = {
    ...hooks,
    beforeRequest: [...(hooks?.beforeRequest ?? []), waitForToken],
    beforeRetry: [...(hooks?.beforeRetry ?? []), waitForToken],
  };
  // An upload takes as long as it takes.
  if (body !== undefined && body !== null) call.timeout ??= false;
  call.retry = {
    // Without 429, and without the waits that a server asks for: ky would sleep for Sirv's hour.
    statusCodes: [408, 500, 502, 503, 504],
    afterStatusCodes: [],
    ...(typeof retry === "number" ? { limit: retry } : retry),
  };
  const keepsBody = !isReadOnce(body);
  call.fetch = (input, init) => bearerFetch({ provider, origin, fetch, keepsBody }, input, init);
}
