// A call of fetch with one header more, and else as it was given.

/** A call of fetch. */
export interface FetchCall {
  readonly input: string | URL | Request;
  readonly init: RequestInit;
}

/** Whether it is a Request, of this realm or of another implementation. */
export function isRequest(input: unknown): input is Request {
  return typeof input === "object" && input !== null && "url" in input && "headers" in input;
}

/** The same call with this bearer token. */
export function withBearer({ input, init }: FetchCall, token: string): FetchCall {
  const authorization = `Bearer ${token}`;
  const isPlain = Object.getPrototypeOf(init) === Object.prototype;
  // Options with getters, such as those of a Request, are for the platform to read.
  if (!isRequest(input) && isPlain) {
    const headers = new Headers(init.headers);
    headers.set("authorization", authorization);
    return { input, init: { ...init, headers } };
  }
  const request = copyOf(input, init);
  request.headers.set("authorization", authorization);
  // What only this runtime's fetch knows, such as a dispatcher. The headers and the body are in the request:
  // by the Fetch standard headers would reset its referrer and policy, and a form would get another boundary.
  const { headers: _headers, body: _body, ...rest } = init;
  return { input: request, init: rest };
}

function copyOf(input: FetchCall["input"], init: RequestInit): Request {
  // npm's undici takes no requests but its own.
  if (isRequest(input) && !(input instanceof Request)) {
    const { constructor } = input as { readonly constructor: typeof Request };
    return new constructor(input, init);
  }
  return new Request(input, init);
}
