import * as v from "valibot";
import { checked, milliseconds, objectOf, wholeNumber } from "./checked.ts";
import type { SandboxFault } from "./fault.ts";

/** Statuses whose replies can't have a body, by the Fetch standard. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

const status = () => wholeNumber(200, 599);

const statusWithBody = () =>
  v.pipe(
    status(),
    v.check((value) => !bodiless.has(value), "must be one whose reply has a body"),
  );

/** A value that a header can have: fetch refuses line breaks and most other scripts. */
const headerValue = (advice: string) =>
  v.pipe(v.string("must be a string"), v.regex(/^[\t\x20-\x7e\x80-\xff]*$/, advice));

const headers = () =>
  v.optional(
    v.record(
      v.pipe(
        v.string(),
        v.regex(/^[\w!#$%&'*+.^`|~-]+$/, "is no header's name"),
        v.regex(/^(?!(content-length|transfer-encoding|connection)$)/i, "is for the server to set"),
      ),
      headerValue("must be one line of Latin characters"),
      "must be an object",
    ),
  );

const path = () =>
  v.optional(
    v.pipe(
      v.string("must be a string"),
      v.regex(/^\/[^?#]*$/, 'must be a path without its query, such as "/v2/files/upload"'),
      // As it is in the URL of a request.
      v.transform((value) => new URL(`http://sandbox${value}`).pathname),
    ),
  );

const faultSchema = () =>
  v.variant(
    "type",
    [
      objectOf({
        type: v.literal("status"),
        path: path(),
        status: statusWithBody(),
        message: v.optional(v.string("must be a string")),
        headers: headers(),
      }),
      objectOf({ type: v.literal("rate-limit"), path: path(), resetIn: milliseconds() }),
      objectOf({ type: v.literal("rate-limit-sentence"), path: path(), resetIn: milliseconds() }),
      objectOf({ type: v.literal("slow"), path: path(), delay: milliseconds() }),
      objectOf({
        type: v.literal("redirect"),
        path: path(),
        location: headerValue("must be a URL, encoded"),
        status: v.optional(wholeNumber(300, 399)),
      }),
      v.pipe(
        objectOf({
          type: v.literal("reply"),
          path: path(),
          body: v.nullable(v.string("must be a string, or null")),
          status: v.optional(status()),
          headers: headers(),
        }),
        v.check(
          (reply) => reply.body === null || !bodiless.has(reply.status ?? 200),
          "must have the body null with that status",
        ),
      ),
      objectOf({
        type: v.literal("garbage"),
        path: path(),
        // It is made as it is read, so it may be more than anybody has.
        size: wholeNumber(0, Number.MAX_SAFE_INTEGER),
      }),
      objectOf({ type: v.literal("cut-off"), path: path() }),
    ],
    ({ expected }) =>
      expected === "Object"
        ? "must be an object"
        : // valibot's words for them are ("status" | "slow" | …).
          `must be one of ${expected.replace(/[("|)]/g, "").replace(/ +/g, ", ")}`,
  );

/** The faults, checked, or `invalid_input`. */
export function parseFaults(faults: readonly unknown[]): readonly SandboxFault[] {
  const schema = v.object({ faults: v.array(faultSchema()) });
  return checked(schema, { faults }, "No fault was scripted").faults;
}
