import * as v from "valibot";
import { once } from "./support/once.ts";
import { type EntriesOf, objectOf, wholeNumber } from "./support/schemas.ts";
import { check, type Checked } from "./support/validate.ts";

/**
 * A bearer token for Sirv's REST API and how long it is good; frozen.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750
 */
export interface AccessToken {
  /** The bearer token: a JWT, to be treated as opaque. */
  readonly token: string;
  /** Seconds that the token had to live when it was asked for. */
  readonly expiresIn: number;
  /** What the token allows, such as `files:read`; empty when Sirv does not say. */
  readonly scope: readonly string[];
  /** When the token expires, in epoch milliseconds of this machine's clock. */
  readonly expiresAt: number;
}

/** What a reply, and what a token source gives, have in common. */
interface BearerFields {
  readonly token: string;
  readonly scope: string | readonly string[];
}

/** What a reply must hold. */
export interface TokenReply extends BearerFields {
  readonly expiresIn: number;
}

/** What the schemas of both are made of. */
export const bearerEntries = (): EntriesOf<BearerFields> => ({
  // RFC 6750 section 2.1: it goes into a header as it is, and a header's error would quote it.
  token: v.custom<string>(
    (value) => typeof value === "string" && /^[\w.~+/-]+=*$/.test(value),
    "must be a bearer token, without spaces or control characters",
  ),
  scope: v.optional(
    v.union([v.array(v.string()), v.string()], "must be a list of strings"),
    () => [],
  ),
});

const schema = /* @__PURE__ */ once(() =>
  objectOf<EntriesOf<TokenReply>>({
    ...bearerEntries(),
    expiresIn: wholeNumber(1, 1_000_000_000, " of seconds"),
  }),
);

/** The token in a reply's JSON, or what is wrong with it. */
export function checkTokenReply(reply: unknown): Checked<TokenReply> {
  return check(schema(), reply, "the reply");
}

/** An access token as it is handed out. */
export function createAccessToken(reply: TokenReply, expiresAt: number): AccessToken {
  return Object.freeze({
    token: reply.token,
    expiresIn: reply.expiresIn,
    // A server may join them by spaces, as RFC 6749 section 3.3 has it.
    scope: Object.freeze([reply.scope].flat().join(" ").match(/\S+/g) ?? []),
    expiresAt,
  });
}
