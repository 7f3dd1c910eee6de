import { type AccessToken, checkTokenReply, createAccessToken } from "../lib/access-token.ts";
import { TokenError } from "../lib/index.ts";
import { readJson } from "../lib/request/reply.ts";
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
    throw new TokenError(
      `No reply came from ${host}. Check the broker's address and its origins.`,
      {
        code: "network_error",
      },
    );
  });
  const { status } = response;
  if (!response.ok) {
    throw new TokenError(
      `${host} gave no token (${status}). Check that the broker knows this session.`,
      {
        code: status === 401 || status === 403 ? "unauthorized" : "http_error",
        status,
      },
    );
  }
  const { value, issues } = checkTokenReply(await readJson(response));
  if (issues) {
    const flaws = issues.map(({ message }) => message).join("; ");
    throw new TokenError(`${host} answered ${status} without a token that can be used: ${flaws}.`, {
      code: "invalid_response",
      status,
      issues,
    });
  }
  return createAccessToken(value, sentAt + value.expiresIn * 1000);
}
