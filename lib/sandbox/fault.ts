import { boom } from "./boom.ts";
import { tooManyRequests } from "./rate-limit.ts";
import { sleep } from "./sleep.ts";

/** Something that goes wrong with one request. It is plain JSON, so that it can be sent to a server. */
export type SandboxFault = { /** Only for this path; else for any. */ readonly path?: string } & (
  | {
      /** An error reply in Sirv's shape. */
      readonly type: "status";
      readonly status: number;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      /** A 429 whose limit ends in so many milliseconds. */
      readonly type: "rate-limit";
      readonly resetIn: number;
    }
  | {
      /** The right reply, so many milliseconds late. */
      readonly type: "slow";
      readonly delay: number;
    }
  | {
      /** A redirect, a 307 unless another status is given. */
      readonly type: "redirect";
      readonly location: string;
      readonly status?: number;
    }
  | {
      /** This reply, whatever it is; a 200 unless another status is given. */
      readonly type: "reply";
      readonly body: string | null;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      /** A 200 with so many bytes of nothing in particular. */
      readonly type: "garbage";
      readonly size: number;
    }
  | {
      /** A 200 whose connection breaks in the middle of the body. */
      readonly type: "cut-off";
    }
);

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
      return tooManyRequests({ count: 500, limit: 500, remaining: 0, reset });
    }
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
      return new Response(cutOff(request.signal), {
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

/** Long enough for what is sent before it to reach a client that is near, in milliseconds. */
const pause = 50;

function cutOff(signal: AbortSignal): ReadableStream<Uint8Array> {
  let started = false;
  return new ReadableStream({
    async pull(controller) {
      if (started) {
        // A server gathers what it writes: at once, the beginning would be lost with the rest.
        await sleep(pause, signal);
        controller.error(new TypeError("cut off by the sandbox"));
      } else {
        started = true;
        controller.enqueue(new TextEncoder().encode('{"token":"eyJ'));
      }
    },
  });
}
