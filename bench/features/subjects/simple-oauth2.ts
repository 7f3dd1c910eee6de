import { AuthorizationCode, ClientCredentials } from "simple-oauth2";
import { credentials } from "../credentials.ts";
import type { Setup, Subject } from "../subject.ts";

export const simpleOAuth2: Subject = {
  name: "simple-oauth2",
  package: "simple-oauth2",
  create: (setup) => createClient(setup, "access_token"),
  createForSirv,
  sendsRequest: true,
  keepsToken: false,
  takesSignal: false,
  signIn: { name: "`AuthorizationCode`", value: AuthorizationCode },
  program: `
    import { ClientCredentials } from "simple-oauth2";
    const { origin, pathname } = new URL(endpoint);
    const client = new ClientCredentials({
      client: { id: credentials.clientId, secret: credentials.clientSecret },
      auth: { tokenHost: origin, tokenPath: pathname },
    });
    got((await client.getToken({})).token.access_token);
  `,
  bundle: 'export { ClientCredentials } from "simple-oauth2"',
  platform: "node",
};

function createClient(setup: Setup, field: string, sirvs: object = {}, options: object = {}) {
  const { origin, pathname } = new URL(setup.endpoint);
  const simple = new ClientCredentials({
    client: { id: credentials.clientId, secret: credentials.clientSecret, ...sirvs },
    auth: { tokenHost: origin, tokenPath: pathname },
    options,
  });
  return { getToken: async () => String((await simple.getToken({})).token[field]) };
}

/** Its body may be JSON, and its names may be others. */
function createForSirv(setup: Setup) {
  const names = { idParamName: "clientId", secretParamName: "clientSecret" };
  return createClient(setup, "token", names, { bodyFormat: "json", authorizationMethod: "body" });
}
