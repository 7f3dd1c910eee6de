import * as openid from "openid-client";
import { credentials } from "../credentials.ts";
import type { Setup, Subject } from "../subject.ts";

export const openidClient: Subject = {
  name: "openid-client",
  package: "openid-client",
  create: createConfigured,
  sendsRequest: true,
  keepsToken: false,
  takesSignal: false,
  signIn: { name: "`authorizationCodeGrant`", value: openid.authorizationCodeGrant },
  idTokens: { name: "`authorizationCodeGrant`", value: openid.authorizationCodeGrant },
  program: `
    import * as openid from "openid-client";
    const server = { issuer: new URL(endpoint).origin, token_endpoint: endpoint };
    const configuration = new openid.Configuration(server, credentials.clientId, credentials.clientSecret);
    openid.allowInsecureRequests(configuration);
    got((await openid.clientCredentialsGrant(configuration)).access_token);
  `,
  bundle: 'export { clientCredentialsGrant, Configuration } from "openid-client"',
  platform: "browser",
};

function createConfigured({ endpoint, isHttpAllowed }: Setup) {
  const server = { issuer: new URL(endpoint).origin, token_endpoint: endpoint };
  const { clientId, clientSecret } = credentials;
  const configuration = new openid.Configuration(server, clientId, clientSecret);
  if (isHttpAllowed) openid.allowInsecureRequests(configuration);
  return {
    getToken: async () => (await openid.clientCredentialsGrant(configuration)).access_token,
  };
}
