// The sandbox that the page talks to, in the page itself: it lives as long as what is seen of it.
import { createSandbox, type Sandbox } from "../../lib/sandbox/index.ts";
import { register } from "./registration.ts";
import { type CarriedReply, type CarriedRequest, folder } from "./wire.ts";

/** A request as it reached the sandbox: what the browser really sent. */
type ReceivedRequest = Omit<CarriedRequest, "type">;

export interface PageSandbox extends Omit<Sandbox, "fetch"> {
  /** Where the page's own requests reach it. */
  readonly endpoint: string;
  /** The last token request that reached it. */
  readonly received: ReceivedRequest | undefined;
  /** Whether requests get no reply at all. */
  down: boolean;
  /**
   * Fulfilled when the browser's requests reach the sandbox; `false` if they can't, in a browser that
   * has no service worker or keeps it from this page.
   */
  readonly ready: Promise<boolean>;
  /** The browser's fetch; or, when that can't reach the sandbox, the sandbox itself. */
  readonly fetch: typeof fetch;
}

const home = new URL(".", document.baseURI).href;

export function createPageSandbox(): PageSandbox {
  const sandbox = createSandbox();
  let received: ReceivedRequest | undefined;
  const ready = register();

  async function answer(request: ReceivedRequest, signal?: AbortSignal): Promise<Response> {
    if (page.down) throw new TypeError("the sandbox is down");
    if (request.url.endsWith("/token")) received = request;
    const { method, headers, body } = request;
    return sandbox.fetch(request.url.replace(`${home}${folder}`, "https://api.sirv.com"), {
      method,
      headers: headers.map(([...pair]) => pair),
      ...(body.byteLength > 0 && { body }),
      ...(signal && { signal }),
    });
  }

  const page: PageSandbox = {
    ...sandbox,
    endpoint: `${home}${folder}/v2/token`,
    get received() {
      return received;
    },
    down: false,
    ready,
    async fetch(input, init) {
      if (await ready) return fetch(input, init);
      const request = new Request(input, init);
      const { method, url, headers, signal } = request;
      const body = await request.arrayBuffer();
      return answer({ method, url, headers: [...headers], body }, signal);
    },
  };

  navigator.serviceWorker?.addEventListener("message", (event: MessageEvent<CarriedRequest>) => {
    const [port] = event.ports;
    if (event.data.type === "request" && port) void reply(port, answer(event.data));
  });
  navigator.serviceWorker?.startMessages();
  return page;
}

async function reply(port: MessagePort, answer: Promise<Response>): Promise<void> {
  const post = (message: CarriedReply) => port.postMessage(message);
  try {
    const { status, headers, body } = await answer;
    post({ type: "head", status, headers: [...headers] });
    const reader = body?.getReader();
    let chunk;
    while ((chunk = await reader?.read())?.value) post({ type: "chunk", bytes: chunk.value });
    post({ type: "end" });
  } catch {
    post({ type: "broken" });
  }
}
