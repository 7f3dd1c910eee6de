// A sandbox that the page talks to, in the page itself: it lives as long as what is seen of it.
import { createSandbox, type Sandbox } from "../../lib/sandbox/index.ts";
import type { PageHost, ReceivedRequest } from "./page-host.ts";

export interface PageSandbox extends Sandbox {
  /** Where requests reach it. */
  readonly endpoint: string;
  /** The account of its client, for a call with a token. */
  readonly accountUrl: string;
  /** The last token request that reached it, and has not been taken yet. */
  takeReceived(): ReceivedRequest | undefined;
  /** Whether requests get no reply at all. */
  down: boolean;
}

/**
 * Makes a sandbox that shares nothing with another one.
 *
 * @param path - Where it is below the host's folder.
 * @param beforeToken - Called when a token request has arrived.
 */
export function createPageSandbox(
  host: PageHost,
  path: string,
  beforeToken: () => void = () => {},
): PageSandbox {
  const sandbox = createSandbox();
  let received: ReceivedRequest | undefined;

  const base = host.mount(path, async (request, signal) => {
    const { method, url, headers, body } = request;
    if (page.down) throw new TypeError("the sandbox is down");
    if (url === page.endpoint) {
      received = request;
      beforeToken();
    }
    return sandbox.fetch(url.replace(base, "https://api.sirv.com/"), {
      method,
      headers: headers.map(([...pair]) => pair),
      ...(body.byteLength > 0 && { body }),
      ...(signal && { signal }),
    });
  });

  const page: PageSandbox = {
    ...sandbox,
    endpoint: `${base}v2/token`,
    accountUrl: `${base}v2/account`,
    takeReceived() {
      const taken = received;
      received = undefined;
      return taken;
    },
    down: false,
  };
  return page;
}
