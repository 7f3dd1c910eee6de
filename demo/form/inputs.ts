import { brokeredToken } from "../../lib/broker/index.ts";
import { type Credentials, requestToken, type TokenSource } from "../../lib/index.ts";
import type { Hooks } from "../watch/trace.ts";
import type { EndpointKind } from "./endpoint.ts";

/** What the form holds. */
export interface Inputs {
  readonly kind: EndpointKind;
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** Nothing while the field holds what Sirv would refuse. */
  readonly expiresIn: number | undefined;
}

/** The body that the endpoint is sent: a broker knows the credentials. */
export function bodyOf({ kind, credentials, expiresIn }: Inputs): string {
  return JSON.stringify(kind === "broker" ? {} : { ...credentials, expiresIn });
}

/** The source of the form's tokens. */
export function tokenSource(inputs: Inputs, hooks: Hooks): TokenSource {
  const { kind, endpoint, credentials, expiresIn } = inputs;
  return kind === "broker"
    ? // The session of whoever visits the broker's own page.
      brokeredToken(endpoint, { credentials: "include", fetch: hooks.fetch })
    : async ({ signal }) => requestToken(credentials, { endpoint, expiresIn, signal, ...hooks });
}
