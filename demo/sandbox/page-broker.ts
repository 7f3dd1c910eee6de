// The server of an app, played by the page: it keeps the secret, and its broker hands out tokens.
import { createTokenBroker } from "../../lib/broker/index.ts";
import { createTokenProvider } from "../../lib/index.ts";
import type { PageHost } from "./page-host.ts";
import type { PageSandbox } from "./page-sandbox.ts";

export interface PageBroker {
  readonly endpoint: string;
  /** Whether the visitor is logged in. */
  session: boolean;
}

/** @param sandbox - Stands for Sirv. */
export function createPageBroker(host: PageHost, sandbox: PageSandbox): PageBroker {
  const provider = createTokenProvider(sandbox.credentials, {
    // The server's own way to Sirv.
    fetch: sandbox.fetch,
    // Of the sandbox, and of no account: nobody needs to be warned of it.
    dangerouslyAllowSecretInPage: true,
  });
  const broker = createTokenBroker(provider, { authorize: () => page.session });

  const endpoint = host.mount("your-server/sirv-token", async ({ method, url, headers, body }) =>
    broker(
      new Request(url, {
        method,
        headers: headers.map(([...pair]) => pair),
        ...(body.byteLength > 0 && { body }),
      }),
    ),
  );
  const page: PageBroker = { endpoint, session: true };
  return page;
}
