const names: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** An error reply in the shape of the server that Sirv runs on (hapi's Boom). */
export function boom(status: number, message: string, headers: HeadersInit = {}): Response {
  const error = names[status] ?? "Unknown";
  return json({ statusCode: status, error, message }, { status, headers });
}

/**
 * The reply to what Sirv may well have and the sandbox has not: no 404, which clients take for a file that
 * does not exist.
 */
export function lacking(what: string): Response {
  return boom(501, `The sandbox of sirv-token does not have ${what}`);
}

/** A JSON reply with the content type exactly as Sirv writes it. */
export function json(value: unknown, { status = 200, headers = {} }: ResponseInit = {}): Response {
  const response = new Response(JSON.stringify(value), { status, headers });
  response.headers.set("content-type", "application/json; charset=utf-8");
  return response;
}
