/** The statuses of refusals. */
type Refusal = 401 | 403 | 405 | 415 | 502 | 503;

/** What each says to people. */
const sentences: Readonly<Record<Refusal, readonly [error: string, message: string]>> = {
  401: ["Unauthorized", "Log in first."],
  403: ["Forbidden", "The broker does not list the origin of this page."],
  405: ["Method Not Allowed", "Ask with POST."],
  415: ["Unsupported Media Type", "Ask with content-type: application/json."],
  502: ["Bad Gateway", "There is no token. The server's log says why."],
  503: ["Service Unavailable", "There is no token now. The server's log says why."],
};

/** A refusal in the shape of Sirv's own errors. */
export function refusal(
  statusCode: Refusal,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const [error, message] = sentences[statusCode];
  return jsonReply(statusCode, { statusCode, error, message }, headers);
}

/** A reply that holds a value. */
export function jsonReply(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });
}

/**
 * A reply with what every reply of a broker has: it is kept nowhere, and a page of a listed origin may read it.
 *
 * @param origin - The listed origin that the request came from.
 */
export function finished(reply: Response, origin: string | undefined): Response {
  // The headers of some replies can't be changed, such as those of Response.redirect.
  const copy = new Response(reply.body, reply);
  const { headers } = copy;
  headers.set("cache-control", "no-store");
  headers.append("vary", "origin");
  headers.set("x-content-type-options", "nosniff");
  if (origin !== undefined) {
    headers.set("access-control-allow-origin", origin);
    headers.set("access-control-allow-credentials", "true");
    headers.append("access-control-expose-headers", "retry-after");
  }
  return copy;
}
