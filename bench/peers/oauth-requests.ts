import { OAuth2Client } from "@badgateway/oauth2-client";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { ClientCredentials } from "simple-oauth2";
import { credentials } from "../measure/credentials.ts";
import type { Candidate } from "../measure/rounds.ts";

/** OAuth clients, by RFC 6749's grant for client credentials. */
export function createOAuthRequests(endpoint: string): Record<string, Candidate> {
  const { origin, pathname } = new URL(endpoint);
  const { clientId, clientSecret } = credentials;
  const badgateway = new OAuth2Client({ tokenEndpoint: endpoint, clientId, clientSecret });
  const server = { issuer: origin, token_endpoint: endpoint };
  const configuration = new openid.Configuration(server, clientId, clientSecret);
  openid.allowInsecureRequests(configuration);
  const simple = new ClientCredentials({
    client: { id: clientId, secret: clientSecret },
    auth: { tokenHost: origin, tokenPath: pathname },
  });
  return {
    "@badgateway/oauth2-client": () => badgateway.clientCredentials(),
    oauth4webapi: createLowLevelRequest(server),
    "openid-client": () => openid.clientCredentialsGrant(configuration),
    "simple-oauth2": () => simple.getToken({}),
  };
}

function createLowLevelRequest(server: oauth.AuthorizationServer): Candidate {
  const client = { client_id: credentials.clientId };
  const authentication = oauth.ClientSecretPost(credentials.clientSecret);
  const options = { [oauth.allowInsecureRequests]: true };
  return async () => {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authentication,
      {},
      options,
    );
    return oauth.processClientCredentialsResponse(server, client, response);
  };
}
