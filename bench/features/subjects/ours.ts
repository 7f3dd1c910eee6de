import type * as brokerModule from "../../../lib/broker/index.ts";
import type * as sandboxModule from "../../../lib/sandbox/index.ts";
import type * as sharedModule from "../../../lib/shared/index.ts";
import { pathToFileURL } from "node:url";
import { builtFolder } from "../../measure/folders.ts";
import { library } from "../../measure/library.ts";
import { ours } from "../../measure/ours.ts";
import { credentials } from "../credentials.ts";
import type { Setup, Store, Subject } from "../subject.ts";

const built = (file: string) => pathToFileURL(`${builtFolder}/${file}`).href;
const entry = JSON.stringify(`${builtFolder}/index.js`);
const broker: typeof brokerModule = await import(built("broker.js"));
const sandbox: typeof sandboxModule = await import(built("sandbox.js"));
const shared: typeof sharedModule = await import(built("shared.js"));

export const ownSubject: Subject = {
  name: ours,
  package: ours,
  create: ({ endpoint, api }) => createClient({ endpoint, api }),
  createShared,
  broker: { name: `\`${ours}/broker\``, value: broker.createTokenBroker },
  sandbox: { name: `\`${ours}/sandbox\``, value: sandbox.createSandbox },
  sendsRequest: true,
  keepsToken: true,
  takesSignal: true,
  program: `
    import { createTokenProvider } from ${entry};
    const options = { endpoint, dangerouslyAllowSecretInPage: true };
    const { token } = await createTokenProvider(credentials, options).getToken();
    got(token);
  `,
  bundle: `export { createTokenProvider } from ${entry}`,
  platform: "browser",
};

function createClient({ endpoint, api }: Pick<Setup, "endpoint" | "api">) {
  const provider = library.createTokenProvider(credentials, { endpoint });
  const tokenFetch = library.createTokenFetch(provider, { origin: api });
  return {
    getToken: async (signal?: AbortSignal) => (await provider.getToken({ signal })).token,
    call: async (url: string) => (await tokenFetch(url)).status,
  };
}

function createShared({ endpoint }: Setup, store: Store) {
  const storage = {
    getItem: store.get,
    setItem: store.set,
  };
  const { locks } = navigator;
  const source = shared.sharedSource(credentials, { endpoint, storage, locks });
  const provider = library.createTokenProvider(source);
  return { getToken: async () => (await provider.getToken()).token };
}
