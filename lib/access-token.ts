import * as v from "valibot";
import { validate, wholeNumber } from "./validate.ts";

/** A bearer token for Sirv's REST API and how long it is good; frozen. */
export interface AccessToken {
  /** The bearer token: a JWT, to be treated as opaque. */
  readonly token: string;
  /** Seconds that the token had to live when it was asked for. */
  readonly expiresIn: number;
  /** What the token allows, such as `files:read`; empty when Sirv does not say. */
  readonly scope: readonly string[];
  /** When the token expires, in epoch milliseconds, counted from when it was asked for. */
  readonly expiresAt: number;
}

/**
 * The token in a reply, or `invalid_response`.
 *
 * @param reply - The reply's JSON.
 * @param status - The reply's status.
 * @param sentAt - When the request was sent, in epoch milliseconds: the token may have begun to age
 *   at any time since.
 * @param host - Who replied.
 */
export function parseAccessToken(
  reply: unknown,
  status: number,
  sentAt: number,
  host: string,
): AccessToken {
  const checked = validate(
    v.object({
      // The characters of a bearer token, RFC 6750 section 2.1: it goes into a header as it is.
      token: v.pipe(v.string(), v.regex(/^[\w.~+/-]+=*$/)),
      expiresIn: wholeNumber(1),
      scope: v.optional(v.union([v.string(), v.array(v.string())]), []),
    }),
    reply,
    `${host} answered ${status}`,
    status,
  );
  return Object.freeze({
    ...checked,
    expiresAt: sentAt + checked.expiresIn * 1000,
    scope: Object.freeze([checked.scope].flat().join(" ").match(/\S+/g) ?? []),
  });
}
