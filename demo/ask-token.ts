import { type AccessToken, requestToken } from "../lib/index.ts";
import { brokeredToken } from "./brokered-token.ts";
import type { Inputs } from "./request-form.ts";
import type { Hooks } from "./trace.ts";

/** The token for the form's inputs. */
export async function askToken(inputs: Inputs, hooks: Hooks): Promise<AccessToken> {
  const { kind, endpoint, credentials, expiresIn } = inputs;
  return kind === "broker"
    ? brokeredToken(endpoint, hooks)
    : requestToken(credentials, { endpoint, expiresIn, ...hooks });
}
