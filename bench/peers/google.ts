import { OAuth2Client } from "google-auth-library";
import { credentials } from "../measure/credentials.ts";
import type { Candidate } from "../measure/rounds.ts";
import { askServer, type KeepersPlan } from "./keeper.ts";

/** A client that has a refresh token, and gets its access tokens for that. */
export function createGoogleClient({ endpoint, fetch }: KeepersPlan): OAuth2Client {
  const client = new OAuth2Client({
    ...credentials,
    endpoints: { oauth2TokenUrl: endpoint },
    transporterOptions: { fetchImplementation: fetch },
    // Else it gets no other token after a 401.
    forceRefreshOnFailure: true,
  });
  client.setCredentials({ refresh_token: "FAKE-refresh-token" });
  return client;
}

export function createRefreshingGoogle(plan: KeepersPlan): Candidate {
  const client = createGoogleClient(plan);
  return () => client.getAccessToken();
}

/** Where there is no refresh token, a function gets the access tokens. */
export function createHandledGoogle(plan: KeepersPlan): Candidate {
  const client = new OAuth2Client();
  client.refreshHandler = async () => {
    const { token, expiresAt } = await askServer(plan);
    return { access_token: token, expiry_date: expiresAt };
  };
  return () => client.getAccessToken();
}
