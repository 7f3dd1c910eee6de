import { type AccessToken, parseAccessToken } from "../lib/access-token.ts";
import { readJson } from "../lib/reply-json.ts";
import { TokenError } from "../lib/index.ts";
import type { Hooks } from "./trace.ts";

/** A token of a broker: a POST of `{}` with the page's own session. */
export async function brokeredToken(
  url: string,
  { fetch: send }: Pick<Hooks, "fetch">,
): Promise<AccessToken> {
  const sentAt = Date.now();
  const { host } = new URL(url, location.href);
  const response = await send(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
    credentials: "include",
    cache: "no-store",
  }).catch(() => {
    throw new TokenError(`${host} answered nothing: check the broker's address and its origins.`, {
      code: "network_error",
    });
  });
  const { status } = response;
  if (!response.ok) {
    throw new TokenError(`${host} answered ${status}: check that the broker knows this session.`, {
      code: status === 401 || status === 403 ? "unauthorized" : "http_error",
      status,
    });
  }
  return parseAccessToken(await readJson(response), status, sentAt, host);
}
