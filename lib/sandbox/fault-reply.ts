import { boom } from "./boom.ts";
import type { SandboxFault } from "./fault.ts";
import { rateLimitHeaders, tooManyRequests } from "./rate-limit.ts";
import { sleep } from "./sleep.ts";

/** The faulty reply, or `undefined` when the right one shall follow. */
export async function inject(
  fault: SandboxFault,
  request: Request,
  now: number,
): Promise<Response | undefined> {
  switch (fault.type) {
    case "status":
      return boom(fault.status, fault.message ?? "Scripted by the sandbox", fault.headers);
    case "rate-limit": {
      const reset = Math.ceil((now + fault.resetIn) / 1000);
      const quota = { count: 500, limit: 500, remaining: 0, reset };
      return tooManyRequests(reset, rateLimitHeaders(quota, "rest:global"));
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
      return new Response(fault.body, {
        status: fault.status ?? 200,
        headers: { "content-type": "application/json; charset=utf-8", ...fault.headers },
      });
    case "garbage":
      return new Response(garbage(fault.size));
    case "cut-off":
      return new Response(cutOff(), {
        headers: { "content-type": "application/json; charset=utf-8" },
      });
  }
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
