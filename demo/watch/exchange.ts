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
  /** What there is of it so far, its first 20,000 characters at most. */
  body: string;
  /** The bytes of the body so far. */
  size: number;
  /** Whether there is more of it than is kept. */
  isCut: boolean;
}

/** More of a body is not kept. */
const longest = 20_000;

/** From so many bytes on a body is left to its caller: one without an end would come for ever. */
const mostBytes = 1_000_000;

/** Whether a reply is what was asked for: a redirect that is not followed has the status 0. */
export const isGood = (status: number): boolean => status >= 200 && status < 300;

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
      exchange.reply = {
        status,
        statusText,
        headers: [...headers],
        body: "",
        size: 0,
        isCut: false,
      };
      changed(exchange);
      if (!response.body) {
        // That of a 204, or of a redirect that is not followed.
        end(exchange, changed);
        return response;
      }
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

async function readBody({ body }: Response, { reply }: Exchange): Promise<void> {
  const reader = body?.getReader();
  if (!reader || !reply) return;
  const decoder = new TextDecoder();
  try {
    let chunk;
    while (reply.size < mostBytes && (chunk = await reader.read()).value) {
      reply.size += chunk.value.byteLength;
      const text = reply.body + decoder.decode(chunk.value, { stream: true });
      reply.isCut ||= text.length > longest;
      reply.body = text.slice(0, longest);
    }
    // Not waited for: a body that was cloned ends with its clone.
    reader.cancel().catch(() => undefined);
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
