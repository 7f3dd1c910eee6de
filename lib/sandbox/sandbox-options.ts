import * as v from "valibot";
import { checked, milliseconds, objectOf, wholeNumber } from "./checked.ts";
import { type SandboxClient, sandboxClient, scopes } from "./client.ts";

/**
 * Settings of a sandbox; every one has a default.
 *
 * @example
 * ```ts
 * const sandbox = createSandbox({ rateLimit: 10, expiresIn: 5 });
 * ```
 */
export interface SandboxOptions {
  /** The API clients that it knows; without this, one of its own: `sandbox.credentials`. */
  readonly clients?: readonly SandboxClient[] | undefined;
  /**
   * Requests an hour for each client; Sirv's free plan has 500.
   *
   * @default 500
   * @see https://sirv.com/help/articles/sirv-rest-api/
   */
  readonly rateLimit?: number | undefined;
  /**
   * Seconds that a token lives when its request does not say, 5 to 604800.
   *
   * @default 1200
   */
  readonly expiresIn?: number | undefined;
  /**
   * Milliseconds before every reply. Without it, no timer is used but for the fault `slow`: the sandbox
   * answers under mocked ones.
   *
   * @default 0
   */
  readonly latency?: number | undefined;
}

/** The options, checked, with their defaults. */
export interface SandboxSettings {
  readonly clients: readonly SandboxClient[];
  readonly rateLimit: number;
  readonly expiresIn: number;
  readonly latency: number;
}

// Any that the library sends, be it of spaces alone.
const text = () => v.pipe(v.string("must be a string"), v.nonEmpty("must not be empty"));

const clientSchema = () =>
  objectOf({
    clientId: text(),
    clientSecret: text(),
    clientName: v.optional(v.string("must be a string")),
    scope: v.optional(
      v.array(v.picklist(scopes, `must be one of ${scopes.join(", ")}`), "must be a list"),
    ),
  });

const optionsSchema = () =>
  objectOf({
    clients: v.optional(
      v.pipe(
        v.array(clientSchema(), "must be a list"),
        v.nonEmpty("must not be empty: leave it out for a client of the sandbox's own"),
        v.check(
          (clients) => new Set(clients.map(({ clientId }) => clientId)).size === clients.length,
          "must not have two with one clientId",
        ),
      ),
      () => [sandboxClient as v.InferOutput<ReturnType<typeof clientSchema>>],
    ),
    rateLimit: v.optional(wholeNumber(0), 500),
    expiresIn: v.optional(wholeNumber(5, 604_800, " of seconds"), 1200),
    latency: v.optional(milliseconds(), 0),
  });

/** The options with their defaults, or `invalid_input`. */
export function parseSandboxOptions(options: SandboxOptions): SandboxSettings {
  // An array is an object too; what comes from another realm is one as well.
  const isNoArray = v.check((value: unknown) => !Array.isArray(value), "must be an object");
  const schema = v.pipe(v.unknown(), isNoArray, optionsSchema());
  return checked(schema, options, "No sandbox was made");
}
