import type { TokenError, TokenErrorCode } from "../../lib/index.ts";
import { formatDuration } from "./duration.ts";

const advice: Readonly<Record<TokenErrorCode, string>> = {
  invalid_input: "Fix what the issues name. Nothing has left the page.",
  insecure_endpoint: "Use https. Nothing has left the page.",
  unauthorized:
    "Check the client id and secret in the API settings of your Sirv account. To try again as it is does not help.",
  rate_limited: "Ask for one token and use it as long as it lives: that is what a provider is for.",
  redirected: "Use the address that the endpoint redirects to. The secret was not sent on.",
  http_error: "Try again later. If it stays, check the endpoint’s address.",
  network_error:
    "Check the connection and the address. A browser says no more than this when the endpoint does not allow the page’s origin.",
  timeout: "Try again, or allow more time with timeout and totalTimeout.",
  invalid_response:
    "Somebody else has answered: a proxy, a hotel’s login page? Check the endpoint’s address.",
};

/** What to do about an error. */
export function adviceFor({ code, retryAfter }: TokenError): string {
  const when = retryAfter === undefined ? "" : `Come back in ${formatDuration(retryAfter)}. `;
  return when + advice[code];
}
