import { createBearer } from "./bearer.ts";
import { type SandboxClient, sandboxClient } from "./client.ts";
import { createClock, type SandboxClock } from "./clock.ts";
import { inject, type SandboxFault } from "./fault.ts";
import { createFiles } from "./files.ts";
import { createRateLimit } from "./rate-limit.ts";
import { createRoutes } from "./routes.ts";
import { sleep } from "./sleep.ts";

/** Settings of a sandbox; every one has a default. */
export interface SandboxOptions {
  /** The API clients that it knows; without this, one of its own: `sandbox.credentials`. */
  readonly clients?: readonly SandboxClient[];
  /**
   * Requests an hour for each client; Sirv's free plan has 500.
   *
   * @default 500
   */
  readonly rateLimit?: number;
  /**
   * Milliseconds before every reply.
   *
   * @default 0
   */
  readonly latency?: number;
}

/** A request that the sandbox answered. */
export interface SandboxRequest {
  readonly method: string;
  readonly path: string;
  /** The reply's status. */
  readonly status: number;
}

/** Sirv's token endpoint and what stands behind its token, offline. */
export interface Sandbox {
  /** Answers a request; it can stand in for the global `fetch`, or be served over HTTP. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** An id and secret that it accepts: those of its first client. */
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  /** Its time, to be moved: tokens expire and rate limits end by it. */
  readonly clock: SandboxClock;
  /** The requests that it answered, preflights left out, the last thousand. */
  readonly requests: readonly SandboxRequest[];
  /** Scripts what goes wrong with the next requests, one fault each. */
  fail(...faults: readonly SandboxFault[]): void;
  /** Makes a token worthless before its time. */
  revoke(token: string): void;
}

/**
 * Makes a sandbox: the token endpoint's documented contract, in memory, with nothing shared between
 * two sandboxes.
 *
 * @param options - Its clients, rate limit and latency.
 * @returns The sandbox; its `fetch` takes a `Request` and gives a `Response`.
 * @example
 * ```ts
 * const sandbox = createSandbox();
 * sandbox.fail({ type: "status", status: 503 });
 * await requestToken(sandbox.credentials, { fetch: sandbox.fetch }); // at the second attempt
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { clients = [sandboxClient], rateLimit = 500, latency = 0 } = options;
  const [first = sandboxClient] = clients;
  const clock = createClock();
  const bearer = createBearer(clock.now);
  const routes = createRoutes({
    clients,
    bearer,
    files: createFiles(clock.now),
    rateLimit: createRateLimit(rateLimit, clock.now),
    now: clock.now,
  });
  const faults: SandboxFault[] = [];
  const requests: SandboxRequest[] = [];

  const takeFault = (path: string) => {
    const index = faults.findIndex((fault) => (fault.path ?? path) === path);
    return index === -1 ? undefined : faults.splice(index, 1)[0];
  };

  const answer = async (request: Request, path: string) => {
    const fault = takeFault(path);
    const faulty = fault && (await inject(fault, request, clock.now()));
    if (!faulty) return routes.fetch(request);
    faulty.headers.set("access-control-allow-origin", "*");
    faulty.headers.set("access-control-expose-headers", "*");
    faulty.headers.set("date", new Date(clock.now()).toUTCString());
    return faulty;
  };

  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      if (request.method === "OPTIONS") return routes.fetch(request);
      const { pathname: path } = new URL(request.url);
      await sleep(latency, request.signal);
      const response = await answer(request, path);
      requests.push({ method: request.method, path, status: response.status });
      if (requests.length > 1000) requests.shift();
      return response;
    },
    credentials: { clientId: first.clientId, clientSecret: first.clientSecret },
    clock,
    requests,
    fail: (...more) => void faults.push(...more),
    revoke: (token) => bearer.revoke(token),
  };
}
