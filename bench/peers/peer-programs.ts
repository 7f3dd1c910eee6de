import type { Program } from "./programs.ts";

/** The programs of others, each as its own documentation has it. */
export const peerPrograms: readonly Program[] = [
  {
    name: "ky",
    imports: 'import ky from "ky";',
    request: "await ky.post(endpoint, { json: credentials }).json();",
  },
  {
    name: "axios",
    imports: 'import axios from "axios";',
    request: "await axios.post(endpoint, credentials);",
  },
  {
    name: "@badgateway/oauth2-client",
    imports: 'import { OAuth2Client } from "@badgateway/oauth2-client";',
    request: `
      const client = new OAuth2Client({ tokenEndpoint: endpoint, ...credentials });
      await client.clientCredentials();
    `,
  },
  {
    name: "oauth4webapi",
    imports: 'import * as oauth from "oauth4webapi";',
    request: `
      const server = { issuer: new URL(endpoint).origin, token_endpoint: endpoint };
      const client = { client_id: credentials.clientId };
      const authentication = oauth.ClientSecretPost(credentials.clientSecret);
      const response = await oauth.clientCredentialsGrantRequest(
        server, client, authentication, {}, { [oauth.allowInsecureRequests]: true },
      );
      await oauth.processClientCredentialsResponse(server, client, response);
    `,
  },
  {
    name: "openid-client",
    imports: 'import * as openid from "openid-client";',
    request: `
      const server = { issuer: new URL(endpoint).origin, token_endpoint: endpoint };
      const { clientId, clientSecret } = credentials;
      const configuration = new openid.Configuration(server, clientId, clientSecret);
      openid.allowInsecureRequests(configuration);
      await openid.clientCredentialsGrant(configuration);
    `,
  },
  {
    name: "simple-oauth2",
    imports: 'import { ClientCredentials } from "simple-oauth2";',
    request: `
      const { origin, pathname } = new URL(endpoint);
      const client = new ClientCredentials({
        client: { id: credentials.clientId, secret: credentials.clientSecret },
        auth: { tokenHost: origin, tokenPath: pathname },
      });
      await client.getToken({});
    `,
  },
  {
    // It has no grant of RFC 6749 for client credentials; with a refresh token it asks the same endpoint.
    name: "google-auth-library, by a refresh token",
    imports: 'import { OAuth2Client } from "google-auth-library";',
    request: `
      const client = new OAuth2Client({ ...credentials, endpoints: { oauth2TokenUrl: endpoint } });
      client.setCredentials({ refresh_token: "FAKE-refresh-token" });
      await client.getAccessToken();
    `,
  },
];
