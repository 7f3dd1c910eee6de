import { boom } from "./boom.ts";
import type { SandboxFault } from "./fault.ts";
import { type LimitType, rateLimitHeaders, tooManyRequests } from "./rate-limit.ts";
import { sleep } from "./sleep.ts";

/** What a fault has to do with. */
interface Circumstances {
  readonly request: Request;
  readonly now: number;
  /** Requests an hour. */
  readonly limit: number;
  /** What the request counts as. */
  readonly type: LimitType;
}

/** The faulty reply, or `undefined` when the right one shall follow. */
export async function inject(
  fault: SandboxFault,
  { request, now, limit, type }: Circumstances,
): Promise<Response | undefined> {
  switch (fault.type) {
    case "status":
      return withHeaders(
        boom(fault.status, fault.message ?? "Scripted by the sandbox"),
        fault.headers,
      );
    case "rate-limit": {
      const reset = Math.ceil((now + fault.resetIn) / 1000);
      const quota = { count: limit, limit, remaining: 0, reset };
      return tooManyRequests(reset, rateLimitHeaders(quota, type));
    }
    case "rate-limit-sentence":
      return tooManyRequests(Math.ceil((now + fault.resetIn) / 1000));
    case "slow":
      await sleep(fault.delay, request.signal);
      return undefined;
    case "redirect":
      return new Response(null, {
        status: fault.status ?? 307,
        headers: { location: fault.location },
      });
    case "reply":
      return withHeaders(
        new Response(fault.body, { status: fault.status ?? 200 }),
        { "content-type": "application/json; charset=utf-8" },
        fault.headers,
      );
    case "garbage":
      return new Response(garbage(fault.size));
    case "cut-off":
      return new Response(cutOff(), {
        headers: { "content-type": "application/json; charset=utf-8" },
      });
  }
}

/** The response with these headers, of which the later ones take the place of the earlier. */
function withHeaders(
  response: Response,
  ...all: readonly (Readonly<Record<string, string>> | undefined)[]
): Response {
  for (const headers of all) {
    for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value);
  }
  return response;
}

/** Made as it is read, so that one can see how much was. */
function garbage(size: number): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream({
    pull(controller) {
      const length = Math.min(left, 16_384);
      left -= length;
      if (length > 0) controller.enqueue(new Uint8Array(length).fill(120));
      else controller.close();
    },
  });
}

/** Breaks when its reader wants more than the beginning. */
function cutOff(): ReadableStream<Uint8Array> {
  let started = false;
  return new ReadableStream(
    {
      pull(controller) {
        if (started) controller.error(new TypeError("cut off by the sandbox"));
        else controller.enqueue(new TextEncoder().encode('{"token":"eyJ'));
        started = true;
      },
    },
    // Nothing is read ahead: what was not read yet would be lost with the rest.
    { highWaterMark: 0 },
  );
}
