import ky from "ky";
import { type AccessToken, checkTokenReply, createAccessToken } from "../access-token.ts";
import type { Credentials } from "../credentials.ts";
import { abortReason } from "../support/abort-reason.ts";
import type { Countdown } from "../support/countdown.ts";
import { startStopwatch } from "../support/stopwatch.ts";
import { inputError } from "../support/validate.ts";
import { isTokenError, type TokenError } from "../token-error.ts";
import { CallbackFault, runCallback } from "./callback-fault.ts";
import { createFailures, type Failures } from "./failure.ts";
import { pause } from "./pause.ts";
import { readReply } from "./reply.ts";
import type { RequestSettings } from "./request-options.ts";

/** A token, and how long it is still good. */
export interface TimedToken {
  readonly accessToken: AccessToken;
  readonly timeLeft: Countdown;
}

/** What ends a request before its time. */
export interface RequestSignals {
  /** Ends it at once. */
  readonly signal?: AbortSignal | null | undefined;
  /** Gives the signal that tells when nobody waits any more: then the attempt under way is the last. */
  readonly abandoned?: (() => AbortSignal) | undefined;
}

/**
 * Sends a token request, again where that may help, and gives the token. It rejects with a `TokenError`, a
 * `CallbackFault`, or the signal's reason.
 */
export async function sendTokenRequest(
  credentials: Credentials,
  settings: RequestSettings,
  { signal, abandoned }: RequestSignals,
): Promise<TimedToken> {
  const { endpoint, timeout, totalTimeout, onRetry } = settings;
  const failures = createFailures(credentials, settings);
  const attempt = createAttempt(credentials, settings, failures);
  const end = performance.now() + totalTimeout;
  let token: TimedToken | undefined;
  try {
    // ky keeps the limits and counts. It is given neither headers nor body, so that nothing of ky's can
    // hold a secret.
    await ky.post(endpoint, {
      ...(signal && { signal }),
      timeout,
      totalTimeout,
      retry: {
        limit: settings.retry,
        methods: ["post"],
        delay: () => 0,
        async shouldRetry({ error: thrown, retryCount }) {
          const error = failures.ofThrown(thrown);
          if (!isTokenError(error) || !isTemporary(error)) return false;
          const delay = error.retryAfter ?? 150 * 2 ** retryCount * (1 + Math.random());
          const isOver = () => signal?.aborted || abandoned?.().aborted;
          // A wait that can't end in time is not begun.
          if (isOver() || performance.now() + delay >= end) return false;
          await runCallback(() => onRetry?.({ error, delay }));
          const resumeAt = performance.now() + delay;
          // Who joins in the moment in which the last one leaves waits for the rest of it.
          for (let rest = delay; rest > 0 && !isOver(); rest = resumeAt - performance.now()) {
            await pause(rest, [signal, abandoned?.()]);
          }
          return !isOver();
        },
      },
      async fetch(input) {
        const { response, ...received } = await attempt(input);
        token = received;
        return response;
      },
    });
  } catch (error) {
    throw signal?.aborted ? abortReason(signal) : failures.ofThrown(error);
  }
  if (!token) throw new TypeError("ky gave a response without asking for it");
  return token;
}

/** What may pass by itself: no reply, a rate limit, and what the server could not do in time or at all. */
function isTemporary({ code, status = 0 }: TokenError): boolean {
  const isOfThese = code === "network_error" || code === "timeout" || code === "rate_limited";
  return isOfThese || status === 408 || status >= 500;
}

/** A test's own fetch may give less than a Response, and that is no failure of the network. */
function ensureResponse(response: Response | undefined): void {
  if (typeof response?.status === "number" && typeof response.headers?.get === "function") return;
  const message = "fetch must give a Response, with status, headers and a body";
  throw new CallbackFault(inputError("There is no reply", [{ message, path: ["fetch"] }]));
}

/** Makes the function that sends the request once. */
function createAttempt(credentials: Credentials, settings: RequestSettings, failures: Failures) {
  const { clientId, clientSecret } = credentials;
  const { endpoint, headers, expiresIn, fetch = globalThis.fetch } = settings;
  // The reference's body, whatever the order of the input's fields.
  const body = JSON.stringify({ clientId, clientSecret, expiresIn });

  const exchange = async (request: Request) => {
    let response: Response | undefined;
    try {
      response = await fetch(endpoint.href, {
        method: "POST",
        headers,
        body,
        signal: request.signal,
        // A 307 or 308 would send the secret to another host. Workers have no mode "error".
        redirect: "manual",
        // No cookies, which Sirv's `access-control-allow-origin: *` forbids; and not kept by
        // frameworks that patch fetch. workerd, which has no credentials mode, refuses both.
        ...(request.credentials && { credentials: "omit", cache: "no-store" }),
      });
      ensureResponse(response);
      return { response, reply: await readReply(response) };
    } catch (thrown) {
      if (thrown instanceof CallbackFault) throw thrown;
      const failure = failures.ofThrown(thrown, response !== undefined);
      throw failure === thrown ? new CallbackFault(thrown) : failure;
    }
  };

  return async (input: string | URL | Request): Promise<TimedToken & { response: Response }> => {
    // A token may have begun to age at any time since.
    const sentAt = performance.now();
    const { response, reply } = await exchange(
      input instanceof Request ? input : new Request(input),
    );
    const { value, issues } = checkTokenReply(reply.json);
    if (!response.ok || issues) throw failures.ofReply(reply, response.ok ? issues : undefined);
    const elapsed = startStopwatch(sentAt);
    const lifetime = value.expiresIn * 1000;
    // Whole milliseconds, as the wall clock has them.
    const expiresAt = Math.ceil(Date.now() - elapsed()) + lifetime;
    const accessToken = createAccessToken(value, expiresAt);
    return { response, accessToken, timeLeft: () => lifetime - elapsed() };
  };
}
