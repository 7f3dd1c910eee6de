import ky, { type HTTPError, type KyInstance, type Options } from "ky";
import type { Credentials } from "./credentials.ts";
import { parseRetryAfter } from "./retry-after.ts";
import { fetchWithToken, isStream } from "./token-fetch.ts";
import { createTokenProvider, type TokenProvider } from "./token-provider.ts";

/**
 * Makes a ky instance for Sirv's REST API, which adds the bearer token to every request to it.
 *
 * Everything works as in ky: options, hooks, `extend`. A 401 is answered with another token, as by
 * `createTokenFetch`. A 429 that ends in more than half a minute is thrown at once, not waited out.
 *
 * @param source - Credentials, or a provider.
 * @param options - ky's; `baseUrl` also says where the token may go.
 * @returns The ky instance. It rejects as ky does, and as `provider.getToken` does.
 * @example
 * ```ts
 * const sirv = createSirvClient({ clientId, clientSecret });
 * const account = await sirv.get("account").json();
 * await sirv.post("files/upload", { searchParams: { filename: "/a.jpg" }, body: file });
 * ```
 * @see https://github.com/sindresorhus/ky
 */
export function createSirvClient(
  source: Credentials | TokenProvider,
  options: Options = {},
): KyInstance {
  const provider =
    "getToken" in source ? source : createTokenProvider(source, { fetch: options.fetch });
  const { baseUrl = "https://api.sirv.com/v2/" } = options;
  const { origin } = new URL(new Request(baseUrl).url);

  // An `init` hook: so it holds for what `extend` and single calls set, too.
  const addToken = (call: Options) => {
    const { body, json, retry, fetch } = call;
    const payload = json ?? body;
    call.retry = {
      shouldRetry: isWorthWaiting,
      ...(typeof retry === "number" ? { limit: retry } : retry),
    };
    call.fetch = (input, init) =>
      fetchWithToken(
        provider,
        origin,
        fetch,
        input,
        init,
        payload && !isStream(payload) ? (input as Request).clone() : undefined,
      );
  };
  return ky.create(options).extend({ baseUrl, hooks: { init: [addToken] } });
}

/** ky waits for whatever end of a rate limit it is told; `undefined` leaves the rest to it. */
function isWorthWaiting({ error }: { readonly error: Error }): false | undefined {
  const { status, headers } = (error as Partial<HTTPError>).response ?? {};
  return parseRetryAfter(status, headers)! > 30_000 ? false : undefined;
}
