import { type Credentials, TokenError } from "../index.ts";
import { createAccount } from "./account.ts";
import { createBearer } from "./bearer.ts";
import { sandboxClient } from "./client.ts";
import { createClock, type SandboxClock } from "./clock.ts";
import { createEndpoints } from "./endpoints.ts";
import { inject } from "./fault-reply.ts";
import { parseFaults } from "./fault-schema.ts";
import type { SandboxFault } from "./fault.ts";
import { createFiles } from "./files.ts";
import { createRateLimit } from "./rate-limit.ts";
import { createRoutes } from "./routes.ts";
import { parseSandboxOptions, type SandboxOptions } from "./sandbox-options.ts";
import { createSearch } from "./search.ts";
import { sleep, unlessAborted } from "./sleep.ts";
import { createTree } from "./tree.ts";

/** A request that the sandbox answered. */
export interface SandboxRequest {
  /** Its method, such as `POST`. */
  readonly method: string;
  /** The path of its URL, such as `/v2/token`, without the query. */
  readonly path: string;
  /** The reply's HTTP status. */
  readonly status: number;
}

/**
 * Sirv's token endpoint and what most clients do with its token, offline.
 *
 * @example
 * ```ts
 * const sandbox: Sandbox = createSandbox();
 * const sirv = createSirvClient(sandbox.credentials, { fetch: sandbox.fetch });
 * ```
 */
export interface Sandbox {
  /**
   * Answers a request, and rejects as fetch does when it is aborted. It can stand in for the global
   * `fetch`, but that it follows no redirect and keeps no cache, or be served over HTTP.
   *
   * @param input - What `fetch` takes: an absolute URL, of any host, or a `Request`.
   * @param init - What `fetch` takes beside it.
   * @returns The reply, with Sirv's status, headers and body.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** An id and secret that it accepts: those of its first client. */
  readonly credentials: Credentials;
  /** Its time, to be moved: tokens expire and rate limits end by it. */
  readonly clock: SandboxClock;
  /**
   * The requests that it answered, preflights left out, the last thousand. It grows as they come: take a
   * copy of what shall stay.
   */
  readonly requests: readonly SandboxRequest[];
  /**
   * Scripts what goes wrong with the next requests, one fault each.
   *
   * @param faults - The faults, in the order of the requests that they befall.
   * @throws TokenError with code `invalid_input` for a fault that it does not know; none is scripted then.
   * @example
   * ```ts
   * sandbox.fail({ type: "rate-limit", resetIn: 60_000 }, { type: "cut-off" });
   * ```
   */
  fail(...faults: readonly SandboxFault[]): void;
  /**
   * Makes a token worthless before its time.
   *
   * @param token - One of its tokens; without it, all that it gave so far.
   * @throws TokenError with code `invalid_input` for a token that it did not give.
   * @example
   * ```ts
   * sandbox.revoke(token); // the next call of the API with it gets a 401
   * ```
   */
  revoke(token?: string): void;
}

/**
 * Makes a sandbox: the documented contract of the token endpoint and of what most clients call, in
 * memory, with nothing shared between two sandboxes. It needs no network and, without a latency, no timer.
 *
 * @param options - Its clients, rate limit, the lifetime of its tokens, and latency.
 * @returns The sandbox; its `fetch` takes a `Request` and gives a `Response`.
 * @throws TokenError with code `invalid_input` for options that can't be meant.
 * @example
 * ```ts
 * const sandbox = createSandbox();
 * sandbox.fail({ type: "status", status: 503 });
 * await requestToken(sandbox.credentials, { fetch: sandbox.fetch }); // at the second attempt
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { clients, rateLimit: limit, expiresIn, latency } = parseSandboxOptions(options);
  const [first = sandboxClient] = clients;
  const clock = createClock();
  const { now } = clock;
  const bearer = createBearer(now);
  const rateLimit = createRateLimit(limit, now);
  const tree = createTree(now);
  const endpoints = createEndpoints(
    createAccount(tree, rateLimit),
    createFiles(tree, now),
    createSearch(tree, now),
  );
  const routes = createRoutes({ clients, expiresIn, bearer, endpoints, rateLimit });
  const faults: SandboxFault[] = [];
  const requests: SandboxRequest[] = [];

  const takeFault = (path: string) => {
    const index = faults.findIndex((fault) => (fault.path ?? path) === path);
    return index === -1 ? undefined : faults.splice(index, 1)[0];
  };

  const answer = async (request: Request, path: string) => {
    await sleep(latency, request.signal);
    const fault = takeFault(path);
    const endpoint = endpoints.find((each) => `/v2/${each.path}` === path);
    const type = endpoint?.counts ?? "rest:global";
    const faulty = fault && (await inject(fault, { request, now: now(), limit, type }));
    return dressed(faulty ?? (await routes.fetch(request)), now());
  };

  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      if (request.method === "OPTIONS") return routes.fetch(request);
      const { pathname: path } = new URL(request.url);
      const response = await unlessAborted(answer(request, path), request.signal);
      requests.push({ method: request.method, path, status: response.status });
      if (requests.length > 1000) requests.shift();
      return response;
    },
    credentials: { clientId: first.clientId, clientSecret: first.clientSecret },
    clock,
    requests,
    fail(...more) {
      for (const fault of parseFaults(more)) faults.push(fault);
    },
    revoke(token) {
      if (token === undefined) bearer.revokeAll();
      else if (!bearer.revoke(token)) {
        const message =
          "No token was revoked: the sandbox did not give this one. Leave it out to revoke all.";
        throw new TokenError(message, { code: "invalid_input" });
      }
    },
  };
}

/** A response with what Sirv adds to all; what it has by itself stays. */
function dressed(response: Response, now: number): Response {
  const common = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "*",
    "cache-control": "no-cache",
    date: new Date(now).toUTCString(),
    server: "Sirv.API",
    "strict-transport-security": "max-age=31536000",
  };
  for (const [name, value] of Object.entries(common)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}
