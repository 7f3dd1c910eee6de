import ky from "ky";
import * as v from "valibot";
import { credentials } from "../measure/credentials.ts";
import type { Candidate } from "../measure/rounds.ts";
import { message } from "./message.ts";

/** ky by itself, as this library uses it, and with what this library checks. */
export function createKyRequests(endpoint: string): Record<string, Candidate> {
  return {
    ky: () => ky.post(endpoint, { json: credentials }).json(),
    "ky as used here": () => ky.post(endpoint, { retry: 0, fetch: fetchWithBody }).json(),
    async "ky + valibot"() {
      const json = v.parse(credentialsSchema, credentials);
      return v.parse(replySchema, await ky.post(endpoint, { json }).json());
    },
  };
}

/** The body comes in at the last moment, as in this library: what ky does not have, it does not copy. */
function fetchWithBody(input: string | URL | Request): Promise<Response> {
  const { url, signal } = input instanceof Request ? input : new Request(input);
  return fetch(url, {
    ...message,
    signal,
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
  });
}

const text = v.pipe(v.string(), v.nonEmpty());

const credentialsSchema = v.strictObject({ clientId: text, clientSecret: text });

const replySchema = v.object({
  token: v.pipe(v.string(), v.regex(/^[\w.~+/-]+=*$/)),
  expiresIn: v.pipe(v.number(), v.integer(), v.minValue(1)),
  scope: v.optional(v.union([v.string(), v.array(v.string())])),
});
