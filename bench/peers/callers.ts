import { OAuth2Client, OAuth2Fetch } from "@badgateway/oauth2-client";
import { gaxios } from "google-auth-library";
import { credentials } from "../measure/credentials.ts";
import { library } from "../measure/library.ts";
import { ours } from "../measure/ours.ts";
import { createGoogleClient } from "./google.ts";

/** Calls an API with a token that it gets by itself, and gives the status of the answer. */
export type Caller = () => Promise<number>;

/** What is called, and where the tokens come from. */
export interface CallersPlan {
  readonly endpoint: string;
  readonly api: string;
}

/** Those of the keepers that also call APIs, and get another token after a 401. */
export function createCallers(plan: CallersPlan): Record<string, Caller> {
  return {
    [ours]: createOurs(plan),
    "@badgateway/oauth2-client": createBadgateway(plan),
    "google-auth-library, refresh token": createGoogle(plan),
  };
}

function createOurs({ endpoint, api }: CallersPlan): Caller {
  const provider = library.createTokenProvider(credentials, { endpoint });
  const tokenFetch = library.createTokenFetch(provider, { origin: api });
  return async () => (await tokenFetch(api)).status;
}

function createBadgateway({ endpoint, api }: CallersPlan): Caller {
  const client = new OAuth2Client({ ...credentials, tokenEndpoint: endpoint });
  const wrapper = new OAuth2Fetch({ client, getNewToken: () => client.clientCredentials() });
  return async () => (await wrapper.fetch(api)).status;
}

function createGoogle({ endpoint, api }: CallersPlan): Caller {
  const client = createGoogleClient({ endpoint, fetch });
  return async () => {
    try {
      return (await client.request({ url: api })).status;
    } catch (error) {
      if (error instanceof gaxios.GaxiosError && error.status) return error.status;
      throw error;
    }
  };
}
