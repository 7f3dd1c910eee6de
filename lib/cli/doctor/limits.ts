import * as v from "valibot";
import { retryAfter } from "../../index.ts";
import { exitCodeOf } from "../exit-code.ts";
import { duration } from "./duration.ts";
import { failure, fine, type Finding, note } from "./finding.ts";

const name = "limits";
const scope = "account:read";

/** A part of the limit, which is little. */
const little = 0.1;

/** @see https://github.com/sirv/slate, `getAccountLimits.md` */
const schema = v.record(
  v.string(),
  v.object({ limit: v.number(), remaining: v.number(), reset: v.optional(v.number()) }),
);

type Limits = v.InferOutput<typeof schema>;

/** How the limits are asked for. */
export interface LimitsRequest {
  readonly url: URL;
  readonly token: string;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** Who is asked, for people. */
  readonly host: string;
}

/** How much of the account's limits is left: `GET /v2/account/limits`. */
export async function checkLimits(request: LimitsRequest): Promise<Finding> {
  const { url, token, fetch, timeout, signal, host } = request;
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      // The token goes nowhere else.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
    if (!response.ok) return ofStatus(response, host);
    const limits: unknown = await response.json().catch(ofNoJson);
    if (!v.is(schema, limits) || Object.keys(limits).length === 0) {
      return note(name, `${host} told the limits in a form that this command does not know.`);
    }
    const now = Date.parse(response.headers.get("date") ?? "") || Date.now();
    return ofLimits(limits, now);
  } catch (error) {
    if (signal.aborted) throw error;
    const message = `${host} gave a token, but no whole reply about the account's limits.`;
    return failure(
      name,
      exitCodeOf("network_error"),
      message,
      "Try again, or allow more in --timeout.",
    );
  }
}

/** A body that is there and no JSON; one that breaks off is a failure of the network. */
function ofNoJson(error: unknown): undefined {
  if (!(error instanceof SyntaxError)) throw error;
}

function ofStatus(response: Response, host: string): Finding {
  const { status } = response;
  if (status === 429) {
    const wait = retryAfter(response);
    const again = wait === undefined ? "" : ` Ask again in ${duration(wait)}.`;
    return failure(
      name,
      exitCodeOf("rate_limited"),
      `${host} was asked too often (429): the account's limit is used up.${again}`,
      "Share one provider: its token serves until it expires.",
    );
  }
  if (status === 401) {
    return failure(
      name,
      exitCodeOf("unauthorized"),
      `${host} gave a token and refused it at once, when asked for the account's limits (401).`,
      "Try again; if it stays so, check --endpoint: Sirv's ends in /v2/token.",
    );
  }
  if (status >= 500 && status !== 501) {
    return failure(
      name,
      exitCodeOf("http_error"),
      `${host} gave a token, but failed when asked for the account's limits (${status}).`,
      "Try again later.",
    );
  }
  const message = `${host} does not tell the account's limits (${status}).`;
  if (status !== 403) return note(name, message);
  return note(name, message, `To see them here, the API client needs the scope ${scope}.`);
}

function ofLimits(limits: Limits, now: number): Finding {
  // One of 0 is no limit that was reached.
  const all = Object.entries(limits).filter(([, { limit }]) => limit > 0);
  // Its numbers are those of before: it has begun anew. Where there is no time of it, they count.
  const current = all.filter(([, { reset = 0 }]) => reset <= 0 || reset * 1000 > now);
  const usedUp = current.filter(([, { remaining }]) => remaining <= 0);
  const nearly = current.filter(
    ([, each]) => each.remaining > 0 && each.remaining <= each.limit * little,
  );
  const told = (some: typeof all) =>
    some.map(([type, { limit, remaining, reset = 0 }]) => {
      const wait = reset * 1000 - now;
      const anew = wait > 0 ? `, and begins anew in ${duration(wait)}` : "";
      return `${safe(type)} has ${remaining} of ${limit} requests left${anew}`;
    });
  const advice =
    "Wait until it begins anew, ask less often, and reuse tokens: one serves until it expires.";
  if (usedUp.length > 0) {
    const message = `Used up: ${told(usedUp).join("; ")}.${nearly.length > 0 ? ` Nearly: ${told(nearly).join("; ")}.` : ""}`;
    return failure(name, exitCodeOf("rate_limited"), message, advice);
  }
  if (nearly.length > 0) return note(name, `Nearly used up: ${told(nearly).join("; ")}.`, advice);
  const global = current.filter(([type]) => type === "rest:global");
  const more = global.length > 0 ? `; ${told(global).join("")}` : "";
  return fine(name, `None of the account's ${all.length} limits is nearly used up${more}.`);
}

/** What a server sends may be anything: a terminal's control characters, or a token. */
function safe(type: string): string {
  return /^[\w:]{1,40}$/.test(type) ? type : "…";
}
