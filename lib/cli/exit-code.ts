import type { TokenErrorCode } from "../token-error.ts";

export const ok = 0;
export const usage = 2;
const credentialsRefused = 3;
const rateLimited = 4;
export const failed = 5;
/** What shells report for a process that Ctrl-C ended. */
export const interrupted = 130;

const codes: Readonly<Record<TokenErrorCode, number>> = {
  invalid_input: usage,
  insecure_endpoint: usage,
  unauthorized: credentialsRefused,
  rate_limited: rateLimited,
  redirected: failed,
  http_error: failed,
  network_error: failed,
  timeout: failed,
  invalid_response: failed,
};

/** The exit code for an error of the library. */
export function exitCodeOf(code: TokenErrorCode): number {
  return codes[code];
}
