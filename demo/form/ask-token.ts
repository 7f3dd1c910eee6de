import { brokeredToken } from "../../lib/broker/index.ts";
import { type AccessToken, createTokenProvider, requestToken } from "../../lib/index.ts";
import type { Inputs } from "./request-form.ts";
import type { Hooks } from "../watch/trace.ts";

/** The token for the form's inputs. */
export async function askToken(inputs: Inputs, hooks: Hooks): Promise<AccessToken> {
  const { kind, endpoint, credentials, expiresIn } = inputs;
  if (kind !== "broker") return requestToken(credentials, { endpoint, expiresIn, ...hooks });
  // The session of whoever visits the broker's own page.
  const source = brokeredToken(endpoint, { credentials: "include", fetch: hooks.fetch });
  return createTokenProvider(source).getToken();
}
