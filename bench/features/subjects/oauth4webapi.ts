import * as oauth from "oauth4webapi";
import { credentials } from "../credentials.ts";
import type { Setup, Subject } from "../subject.ts";

/** Functions for each step of a protocol. */
export const oauth4webapi: Subject = {
  name: "oauth4webapi",
  package: "oauth4webapi",
  create: createLowLevel,
  sendsRequest: true,
  keepsToken: false,
  takesSignal: true,
  signIn: { name: "`authorizationCodeGrantRequest`", value: oauth.authorizationCodeGrantRequest },
  idTokens: { name: "`getValidatedIdTokenClaims`", value: oauth.getValidatedIdTokenClaims },
  program: `
    import * as oauth from "oauth4webapi";
    const server = { issuer: new URL(endpoint).origin, token_endpoint: endpoint };
    const client = { client_id: credentials.clientId };
    const authentication = oauth.ClientSecretPost(credentials.clientSecret);
    const options = { [oauth.allowInsecureRequests]: true };
    const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, {}, options);
    got((await oauth.processClientCredentialsResponse(server, client, response)).access_token);
  `,
  bundle:
    'export { ClientSecretPost, clientCredentialsGrantRequest, processClientCredentialsResponse } from "oauth4webapi"',
  platform: "browser",
};

function createLowLevel({ endpoint, isHttpAllowed }: Setup) {
  const server = { issuer: new URL(endpoint).origin, token_endpoint: endpoint };
  const client = { client_id: credentials.clientId };
  const authentication = oauth.ClientSecretPost(credentials.clientSecret);
  return {
    async getToken(signal?: AbortSignal) {
      const options = { ...(signal && { signal }), [oauth.allowInsecureRequests]: isHttpAllowed };
      const response = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        authentication,
        {},
        options,
      );
      const reply = await oauth.processClientCredentialsResponse(server, client, response);
      return reply.access_token;
    },
  };
}
