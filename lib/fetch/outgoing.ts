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

/**
 * A call as it is now, as fetch would read it at once: while a token is waited for, a URL may be sent elsewhere,
 * and options may be used for the next call.
 */
export function asItIsNow({ input, init }: FetchCall): FetchCall {
  return {
    input: isRequest(input) ? input : String(input),
    init: isPlain(init) ? { ...init, ...headersOf(init) } : init,
  };
}

/** A copy of the headers, if there are any: even empty ones would take the place of a Request's. */
function headersOf({ headers }: RequestInit): Pick<RequestInit, "headers"> {
  return headers === undefined ? {} : { headers: new Headers(headers) };
}

/** Whether options can be copied. Those with getters, such as a Request's, are for the platform to read. */
function isPlain(init: RequestInit): boolean {
  const prototype: unknown = Object.getPrototypeOf(init);
  return prototype === Object.prototype || prototype === null;
}

/** The same call with this bearer token. */
export function withBearer({ input, init }: FetchCall, token: string): FetchCall {
  const authorization = `Bearer ${token}`;
  if (!isRequest(input) && isPlain(init)) {
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
