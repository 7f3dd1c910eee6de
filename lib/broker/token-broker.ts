import { type AccessToken, isTokenError, type TokenHolder } from "../index.ts";
import {
  ensureUsable,
  inputError,
  type TokenBroker,
  type TokenBrokerOptions,
} from "./broker-options.ts";
import { finished, jsonReply, refusal } from "./broker-reply.ts";
import { isCrossSite } from "./cross-site.ts";
import { endOf, refusedTokensHeader } from "./refused-token.ts";

/**
 * Makes a broker: it hands the pages of your app the token that your server has, never the secret. It is a
 * function of a Request, as most frameworks mount them; the page asks it with `brokeredToken`.
 *
 * Sirv can't narrow a token: whoever gets one may do all that the API client may, until it expires.
 *
 * @param provider - The server's token provider.
 * @param options - Who gets a token, other origins that may ask, and how many milliseconds a token must still be
 *   good.
 * @returns The handler of `POST` and `OPTIONS`. It answers in Sirv's shape, with the seconds that are left, and
 *   refuses in Sirv's shape too: 401, 403, 405, 415; 502 or 503 while the provider has no token. It rejects with
 *   what `authorize` throws.
 * @throws TokenError with code `invalid_input` for wrong options, above all without `authorize`.
 * @example
 * ```ts
 * const broker = createTokenBroker(provider, { authorize: async (request) => isLoggedIn(request) });
 * export { broker as POST, broker as OPTIONS };
 * ```
 * @see https://www.rfc-editor.org/rfc/rfc10017
 */
export function createTokenBroker<Context = unknown>(
  provider: TokenHolder,
  options: TokenBrokerOptions<Context>,
): TokenBroker<Context> {
  ensureUsable(provider, options ?? {});
  const { authorize, origins = [], floor = 120_000, onError = print } = options;

  return async (request, context) => {
    if (typeof request?.headers?.get !== "function") {
      throw inputError(noToken, "a broker takes a Request: docs/broker.md mounts it in frameworks");
    }
    const origin = request.headers.get("origin") ?? "";
    return finished(await answer(request, context), origins.includes(origin) ? origin : undefined);
  };

  // The body is not read: the parsers of Express and Fastify may have done so. Nor is the signal: Deno warns.
  async function answer(request: Request, context: Context | undefined): Promise<Response> {
    const { method, headers } = request;
    if (isCrossSite(request, origins)) return refusal(403);
    if (method === "OPTIONS") return preflightReply(headers);
    if (method !== "POST") return refusal(405, { allow: "POST, OPTIONS" });
    // A form can't send it, nor a page of another site without asking first.
    if (!/^application\/json *(;|$)/i.test(headers.get("content-type") ?? "")) return refusal(415);
    const verdict = await authorize(request, context);
    if (isNewResponse(verdict)) return verdict;
    if (typeof verdict !== "boolean") {
      throw inputError(noToken, "authorize must give true, false or a new Response");
    }
    if (!verdict) return refusal(401);
    try {
      return tokenReply(await tokenFor(headers.get(refusedTokensHeader)));
    } catch (error) {
      // What it throws is its own, and it may be async.
      Promise.resolve(error)
        .then(onError)
        .catch(() => undefined);
      // As long as a provider waits after a failure.
      const { retryAfter = 0 } = isTokenError(error) ? error : {};
      const seconds = Math.ceil(retryAfter / 1000) || 1;
      return refusal(retryAfter > 0 ? 503 : 502, { "retry-after": String(seconds) });
    }
  }

  /** @param refusedEnds - The ends of tokens that Sirv refused. */
  async function tokenFor(refusedEnds: string | null): Promise<AccessToken> {
    const accessToken = await provider.getToken({ minValidity: floor });
    if (!refusedEnds?.split(",").includes(endOf(accessToken.token))) return accessToken;
    // Its own bound on refused tokens bounds what that costs.
    provider.invalidate(accessToken.token);
    return provider.getToken({ minValidity: floor });
  }
}

const noToken = "Nobody got a token";

/** Tells the server's log. What somebody else's source throws may hold a secret. */
function print(error: unknown): void {
  const reason = isTokenError(error) ? error.message : "Its source threw: see onError.";
  console.error(`sirv-token: the broker has no token. ${reason}`);
}

/** A Response, of this platform or another's, whose body nobody has read. */
function isNewResponse(value: boolean | Response): value is Response {
  return typeof value === "object" && value !== null && "headers" in value && !value.bodyUsed;
}

function tokenReply({ token, expiresIn, expiresAt, scope }: AccessToken): Response {
  // By a clock that was set back it would live longer than it can.
  const left = Math.min(expiresIn, (expiresAt - Date.now()) / 1000);
  return jsonReply(200, { token, expiresIn: Math.max(1, Math.floor(left)), scope });
}

function preflightReply(headers: Headers): Response {
  const requested = headers.get("access-control-request-headers");
  return new Response(null, {
    status: 204,
    headers: {
      allow: "POST, OPTIONS",
      "access-control-allow-methods": "POST",
      ...(requested && { "access-control-allow-headers": requested }),
    },
  });
}
