/** One request and its reply, as far as they have come. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** When it was sent, by `performance.now()`. */
  readonly sentAt: number;
  /** When its reply was read, or there was none. */
  endedAt?: number;
  reply?: Reply;
  /** The browser's own measure of the preflight, if there was one and it tells. */
  preflight?: { readonly start: number; readonly end: number };
}

interface Reply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  body: string;
}

/** More of a reply is not shown. */
const longest = 20_000;

/**
 * A fetch that tells what it sends and gets.
 *
 * @param changed - Called when a request leaves, its reply's head comes, and its body is read.
 */
export function recordingFetch(
  send: typeof fetch,
  changed: (exchange: Exchange) => void,
): typeof fetch {
  return async (input, init = {}) => {
    const exchange: Exchange = {
      method: init.method ?? "GET",
      url: input instanceof Request ? input.url : String(input),
      headers: [...new Headers(init.headers)],
      body: typeof init.body === "string" ? init.body : "",
      sentAt: performance.now(),
    };
    changed(exchange);
    try {
      const response = await send(input, init);
      const { status, statusText, headers } = response;
      exchange.reply = { status, statusText, headers: [...headers], body: "" };
      changed(exchange);
      if (!response.body) return response;
      // Read here in step with the caller's reading.
      const copy = response.clone();
      void readBody(copy, exchange).then(() => end(exchange, changed));
      return response;
    } catch (error) {
      end(exchange, changed);
      throw error;
    }
  };
}

async function readBody({ body }: Response, exchange: Exchange): Promise<void> {
  const reader = body!.getReader();
  const decoder = new TextDecoder();
  try {
    let chunk;
    while (exchange.reply!.body.length < longest && (chunk = await reader.read()).value) {
      exchange.reply!.body += decoder.decode(chunk.value, { stream: true });
    }
    await reader.cancel();
  } catch {
    // What came before the break is shown.
  }
}

function end(exchange: Exchange, changed: (exchange: Exchange) => void): void {
  exchange.endedAt = performance.now();
  const preflight = findPreflight(exchange);
  if (preflight) exchange.preflight = preflight;
  changed(exchange);
}

/**
 * The browser's question before the request, where the endpoint lets pages measure (with
 * `timing-allow-origin`): what lies between the connection and the request itself. Chromium and
 * Firefox count so, WebKit does not.
 */
function findPreflight({ url, sentAt }: Exchange): Exchange["preflight"] {
  if (new URL(url).origin === location.origin) return undefined;
  const entries = performance.getEntriesByName(url) as PerformanceResourceTiming[];
  const entry = entries.find(({ startTime }) => startTime >= sentAt - 1);
  if (!entry?.requestStart) return undefined;
  const { connectEnd, requestStart } = entry;
  return requestStart - connectEnd < 1 ? undefined : { start: connectEnd, end: requestStart };
}
