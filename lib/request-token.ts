import ky from "ky";
import { type AccessToken, parseAccessToken } from "./access-token.ts";
import type { Credentials } from "./credentials.ts";
import { readJson } from "./reply-json.ts";
import { parseOptions, type RequestTokenOptions } from "./request-options.ts";
import { parseRetryAfter } from "./retry-after.ts";
import { safeText } from "./safe-text.ts";
import { TokenError, type TokenErrorCode } from "./token-error.ts";

/**
 * Asks Sirv for an access token, with one `POST /v2/token`.
 *
 * Nothing is sent unless the credentials and options are valid. What is sent is the reference's JSON
 * body, the same bytes in every runtime. Temporary failures are tried again within `totalTimeout`; a
 * rate limit that ends later than that is reported at once.
 *
 * @param credentials - The API client's id and secret.
 * @param options - Limits, the lifetime to ask for, and where and how to send the request.
 * @returns The token, its scopes, and when it expires in epoch milliseconds.
 * @throws TokenError with code `invalid_input`, `insecure_endpoint`, `unauthorized`, `rate_limited`,
 *   `redirected`, `http_error`, `network_error`, `timeout` or `invalid_response`. An abort rejects
 *   with the signal's reason.
 * @example
 * ```ts
 * const { token } = await requestToken({ clientId, clientSecret });
 * await fetch("https://api.sirv.com/v2/account", { headers: { authorization: `Bearer ${token}` } });
 * ```
 * @see https://apidocs.sirv.com/
 */
export async function requestToken(
  credentials: Credentials,
  options?: RequestTokenOptions,
): Promise<AccessToken> {
  const settings = parseOptions(credentials, options);
  const { endpoint, signal, timeout, totalTimeout, expiresIn } = settings;
  const body = JSON.stringify({ ...settings.credentials, expiresIn });
  const deadline = Date.now() + totalTimeout;
  let accessToken: AccessToken;
  let delay: number;

  settings.headers.set("content-type", "application/json");
  try {
    // ky keeps the time limits, waits and counts. It is given neither headers nor body, so that
    // nothing of ky's can hold a secret.
    await ky.post(endpoint, {
      signal: signal as AbortSignal,
      timeout,
      totalTimeout,
      retry: {
        limit: settings.retry,
        methods: ["post"],
        shouldRetry({ error: thrown, retryCount }) {
          const error = toTokenError(thrown);
          // No reply is like one that says that something went wrong there.
          const { status = 500, retryAfter = 150 * 2 ** retryCount * (1 + Math.random()) } = error;
          delay = retryAfter;
          const retry =
            !signal?.aborted &&
            (status === 408 || status === 429 || status >= 500) &&
            // A wait that can't end in time is not begun.
            Date.now() + delay < deadline;
          if (retry) settings.onRetry?.({ error, delay });
          return retry;
        },
        delay: () => delay,
      },
      fetch: attempt as typeof fetch,
    });
    return accessToken!;
  } catch (error) {
    throw toTokenError(error);
  }

  async function attempt(request: Request): Promise<Response> {
    try {
      const sentAt = Date.now();
      const response = await (settings.fetch ?? fetch)(request.url, {
        method: "POST",
        headers: settings.headers,
        body,
        signal: request.signal,
        // A 307 or 308 would send the secret to another host. Workers have no mode "error".
        redirect: "manual",
        // No cookies, which Sirv's `access-control-allow-origin: *` forbids; and not kept by
        // frameworks that patch fetch. workerd, which has no credentials mode, refuses both.
        ...(request.credentials && { credentials: "omit", cache: "no-store" }),
      });
      const reply = await readJson(response);
      if (!response.ok) throw toTokenError(reply, response);
      accessToken = parseAccessToken(reply, response.status, sentAt, endpoint.host);
      return response;
    } catch (error) {
      // Before ky wraps it.
      throw toTokenError(error);
    }
  }

  /** The error for what was thrown, or for what a reply without a token says. */
  function toTokenError(said: unknown, { status, headers }: Partial<Response> = {}): TokenError {
    // An abort tells its reason as it is. React Native's signals have none before 0.87.
    if (signal?.aborted || said instanceof TokenError)
      return (signal?.reason ?? said) as TokenError;
    // Node hides what happened in the cause.
    const { cause, message, name } = Object(said) as Error & { cause?: { code?: string } };
    const failed = name === "TimeoutError" ? "timeout" : "network_error";
    const code = status! >= 0 ? codeOf(status!) : failed;
    const advice = code === "unauthorized" ? "credentials" : "endpoint or try later";
    const quote = safeText(settings.credentials.clientSecret, cause?.code ?? message);
    return new TokenError(
      `${endpoint.host} answered ${status ?? "nothing"}: check the ${advice}. ${quote}`,
      { code, status, retryAfter: parseRetryAfter(status, headers) },
    );
  }
}

function codeOf(status: number): TokenErrorCode {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 429) return "rate_limited";
  // Browsers show a redirect that is not followed as an opaque response with status 0.
  return status < 400 ? "redirected" : "http_error";
}
