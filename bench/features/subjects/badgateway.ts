import {
  OAuth2AuthorizationCodeClient,
  OAuth2Client,
  OAuth2Fetch,
  type OAuth2Token,
} from "@badgateway/oauth2-client";
import { credentials } from "../credentials.ts";
import type { Setup, Store, Subject } from "../subject.ts";

export const badgateway: Subject = {
  name: "@badgateway/oauth2-client",
  package: "@badgateway/oauth2-client",
  create: (setup) => createClient(setup),
  createShared: (setup, store) => createClient(setup, store),
  sendsRequest: true,
  keepsToken: true,
  takesSignal: false,
  signIn: {
    name: "`OAuth2AuthorizationCodeClient`",
    value: OAuth2AuthorizationCodeClient,
  },
  program: `
    import { OAuth2Client, OAuth2Fetch } from "@badgateway/oauth2-client";
    const client = new OAuth2Client({ ...credentials, tokenEndpoint: endpoint });
    const wrapper = new OAuth2Fetch({ client, getNewToken: () => client.clientCredentials() });
    got(await wrapper.getAccessToken());
  `,
  bundle: 'export { OAuth2Client, OAuth2Fetch } from "@badgateway/oauth2-client"',
  platform: "browser",
};

function createClient({ endpoint }: Setup, store?: Store) {
  const client = new OAuth2Client({ ...credentials, tokenEndpoint: endpoint });
  const keeping = store && {
    storeToken: (token: OAuth2Token) => store.set("token", JSON.stringify(token)),
    getStoredToken() {
      const stored = store.get("token");
      return stored === undefined ? null : (JSON.parse(stored) as OAuth2Token);
    },
  };
  const getNewToken = async () => client.clientCredentials();
  const wrapper = new OAuth2Fetch({ client, getNewToken, ...keeping });
  return {
    getToken: async () => wrapper.getAccessToken(),
    call: async (url: string) => (await wrapper.fetch(url)).status,
  };
}
