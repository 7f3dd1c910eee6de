import { gaxios, OAuth2Client } from "google-auth-library";
import { credentials } from "../credentials.ts";
import type { Setup, Subject } from "../subject.ts";

export const google: Subject = {
  name: "google-auth-library",
  package: "google-auth-library",
  create: createClient,
  sendsRequest: true,
  keepsToken: true,
  takesSignal: false,
  signIn: { name: "`generateAuthUrl`", value: () => new OAuth2Client().generateAuthUrl() },
  idTokens: {
    name: "`verifyIdToken`",
    value: async () => new OAuth2Client().verifyIdToken({ idToken: "" }),
  },
  program: `
    import { OAuth2Client } from "google-auth-library";
    const client = new OAuth2Client({ ...credentials, endpoints: { oauth2TokenUrl: endpoint } });
    client.setCredentials({ refresh_token: "FAKE-refresh-token" });
    got((await client.getAccessToken()).token);
  `,
  bundle: 'export { OAuth2Client } from "google-auth-library"',
  platform: "node",
};

/** It has no grant for client credentials: it exchanges a refresh token. */
function createClient({ endpoint }: Setup) {
  const client = new OAuth2Client({
    ...credentials,
    endpoints: { oauth2TokenUrl: endpoint },
    // Else it gets no other token after a 401.
    forceRefreshOnFailure: true,
  });
  client.setCredentials({ refresh_token: "FAKE-refresh-token" });
  return {
    getToken: async () => String((await client.getAccessToken()).token),
    async call(url: string) {
      try {
        return (await client.request({ url })).status;
      } catch (error) {
        if (error instanceof gaxios.GaxiosError && error.status) return error.status;
        throw error;
      }
    },
  };
}
