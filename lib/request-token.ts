import { type AccessToken } from "./access-token.ts";
import { checkCredentials, type Credentials, credentialsError } from "./credentials.ts";
import { CallbackFault } from "./request/callback-fault.ts";
import {
  checkRequestOptions,
  ensureSecure,
  type RequestTokenOptions,
} from "./request/request-options.ts";
import { sendTokenRequest } from "./request/send.ts";
import { abortReason } from "./support/abort-reason.ts";
import { inputError } from "./support/validate.ts";

const consequence = "Nothing was sent";

/**
 * Asks Sirv for an access token, with one `POST /v2/token`.
 *
 * Nothing is sent unless the credentials and options are valid. What is sent is the reference's JSON
 * body, the same bytes in every runtime. Temporary failures are tried again within `totalTimeout`; a
 * rate limit that ends later than that is reported at once.
 *
 * @param credentials - The API client's id and secret.
 * @param options - Limits in milliseconds, the lifetime to ask for in seconds, and where and how to send
 *   the request.
 * @returns The token, its scopes, and when it expires in epoch milliseconds.
 * @throws TokenError with code `invalid_input`, `insecure_endpoint`, `unauthorized`, `rate_limited`,
 *   `redirected`, `http_error`, `network_error`, `timeout` or `invalid_response`. An abort rejects
 *   with the signal's reason. What `fetch` or `onRetry` throws passes as it is, unless it says that the
 *   network failed.
 * @example
 * ```ts
 * const { token } = await requestToken({ clientId, clientSecret });
 * await fetch("https://api.sirv.com/v2/account", { headers: { authorization: `Bearer ${token}` } });
 * ```
 * @see https://apidocs.sirv.com/
 */
export async function requestToken(
  credentials: Credentials,
  options: RequestTokenOptions = {},
): Promise<AccessToken> {
  const checkedCredentials = checkCredentials(credentials);
  const checkedOptions = checkRequestOptions(options);
  if (checkedCredentials.issues) {
    const issues = [...checkedCredentials.issues, ...(checkedOptions.issues ?? [])];
    throw credentialsError(consequence, issues);
  }
  if (checkedOptions.issues) throw inputError(consequence, checkedOptions.issues);
  const settings = checkedOptions.value;
  ensureSecure(settings);
  const { signal } = settings;
  if (signal?.aborted) throw abortReason(signal);
  try {
    const { accessToken } = await sendTokenRequest(checkedCredentials.value, settings, { signal });
    return accessToken;
  } catch (error) {
    throw error instanceof CallbackFault ? error.thrown : error;
  }
}
