import ky, { type KyInstance, type Options } from "ky";
import type { Credentials } from "./credentials.ts";
import { fetchWithToken, isStream } from "./token-fetch.ts";
import { createTokenProvider, type TokenProvider } from "./token-provider.ts";

/**
 * Makes a ky instance for Sirv's REST API, which adds the bearer token to every request to it.
 *
 * Everything works as in ky: options, hooks, `extend`. A 401 is answered with another token, as by
 * `createTokenFetch`; for that, what is sent is held in memory unless it is a stream: for a file of
 * hundreds of megabytes take `createTokenFetch` itself, which reads a Blob twice instead. A 429 is thrown
 * at once, unless `retry.statusCodes` says otherwise: Sirv's limits are by the hour.
 *
 * @param source - Credentials, for Sirv's own token endpoint, or a provider.
 * @param options - ky's; `baseUrl` also says where the token may go, but not where it comes from.
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
    "getToken" in Object(source)
      ? (source as TokenProvider)
      : createTokenProvider(source as Credentials, { fetch: options.fetch });
  const { baseUrl = "https://api.sirv.com/v2/" } = options;
  const { url } = new Request(baseUrl);

  // An `init` hook: so it holds for what `extend` and single calls set, too.
  const addToken = (call: Options) => {
    const { body, retry, fetch } = call;
    call.retry = {
      // Without 429, and without the waits that a server asks for: ky would sleep for Sirv's hour.
      statusCodes: [408, 500, 502, 503, 504],
      afterStatusCodes: [],
      ...(typeof retry === "number" ? { limit: retry } : retry),
    };
    call.fetch = (input, init) =>
      fetchWithToken(
        provider,
        url,
        fetch,
        input,
        init,
        isStream(body) ? undefined : (input as Request).clone(),
      );
  };
  return ky.create(options).extend({ baseUrl, hooks: { init: [addToken] } });
}
