import ky from "ky";
import { checkTokenReply } from "../access-token.ts";
import type { Credentials } from "../credentials.ts";
import { inputError } from "../support/validate.ts";
import { CallbackFault } from "./callback-fault.ts";
import type { Failures } from "./failure.ts";
import { readReply, type Reply } from "./reply.ts";
import type { RequestSettings } from "./request-options.ts";
import { timeToken, type TimedToken } from "./timed-token.ts";

/** Sends a token request once, its limit in milliseconds. */
export type Attempt = (timeout: number, signal?: AbortSignal | null) => Promise<TimedToken>;

/**
 * Makes the function that sends a token request once. It rejects with a `TokenError`, a `CallbackFault`, or
 * what ky throws when its time is over or its signal aborts.
 */
export function createAttempt(
  credentials: Credentials,
  settings: RequestSettings,
  failures: Failures,
): Attempt {
  const { clientId, clientSecret } = credentials;
  const { endpoint, expiresIn, fetch = globalThis.fetch } = settings;
  const headers = settings.headers ?? new Headers({ "content-type": "application/json" });
  // The reference's body, whatever the order of the input's fields.
  const body = JSON.stringify({ clientId, clientSecret, expiresIn });

  return async (timeout, signal) => {
    let token: TimedToken | undefined;
    // ky keeps the limit. It is given neither headers nor body, so that nothing of ky's can hold a secret;
    // and no retries, for which it would copy the request.
    await ky.post(endpoint, {
      ...(signal && { signal }),
      timeout,
      retry: 0,
      async fetch(input) {
        const sentAt = performance.now();
        const request = input instanceof Request ? input : new Request(input);
        const { response, reply } = await exchange(request);
        const { value, issues } = checkTokenReply(reply.json);
        if (!response.ok || issues) throw failures.ofReply(reply, response.ok ? issues : undefined);
        token = timeToken(value, sentAt);
        return response;
      },
    });
    if (!token) throw new Error("ky gave a response without asking for it");
    return token;
  };

  async function exchange(request: Request): Promise<{ response: Response; reply: Reply }> {
    let response: Response | undefined;
    try {
      response = await fetch(endpoint, {
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
  }
}

/** A test's own fetch may give less than a Response, and that is no failure of the network. */
function ensureResponse(response: Response | undefined): void {
  if (typeof response?.status === "number" && typeof response.headers?.get === "function") return;
  const message = "fetch must give a Response, with status, headers and a body";
  throw new CallbackFault(inputError("There is no reply", [{ message, path: ["fetch"] }]));
}
