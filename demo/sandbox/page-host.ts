// What answers for addresses of the page's own: requests go out as to any server, the service worker
// carries them back, and the page answers. Without a worker it answers them at once.
import { isOnLoopback } from "../../lib/support/loopback.ts";
import { register } from "./registration.ts";
import { type CarriedReply, type CarriedRequest, folder } from "./wire.ts";

/** A request as it reached the page: what the browser really sent. */
export type ReceivedRequest = Omit<CarriedRequest, "type">;

type Answer = (request: ReceivedRequest, signal?: AbortSignal) => Promise<Response>;

export interface PageHost {
  /**
   * Fulfilled when the browser's own requests reach the page; `false` if they can't, in a browser that has no
   * service worker or keeps it from this page.
   */
  readonly ready: Promise<boolean>;
  /** The browser's fetch, but that the page's own addresses are answered even without a worker. */
  readonly fetch: typeof fetch;
  /**
   * Answers for a path below the host's folder.
   *
   * @returns The address of that path.
   */
  mount(path: string, answer: Answer): string;
  /** Answers no more for an address that begins with that of a path. */
  unmount(path: string): void;
}

/** Whether the library sends a secret to where the page is from: over plain HTTP it does not. */
export const isTrusted: boolean = location.protocol === "https:" || isOnLoopback(location);

/** In place of the page's own address, where that is not to be trusted: no network leads there. */
const nowhere = "https://this-page.invalid/";

export function createPageHost(): PageHost {
  const home = new URL(`${folder}/`, isTrusted ? document.baseURI : nowhere).href;
  const answers = new Map<string, Answer>();
  const ready = register().then((registered) => registered && isTrusted);

  async function answer(request: ReceivedRequest, signal?: AbortSignal): Promise<Response> {
    // The longest path that fits.
    const [found] = [...answers]
      .filter(([address]) => request.url.startsWith(address))
      .toSorted(([a], [b]) => b.length - a.length);
    if (!found) throw new TypeError(`nobody answers for ${request.url}`);
    return found[1](request, signal);
  }

  navigator.serviceWorker?.addEventListener("message", (event: MessageEvent<CarriedRequest>) => {
    const [port] = event.ports;
    if (event.data.type === "request" && port) void reply(port, answer(event.data));
  });
  navigator.serviceWorker?.startMessages();

  return {
    get ready() {
      // By a worker that came after all.
      return navigator.serviceWorker?.controller && isTrusted ? Promise.resolve(true) : ready;
    },
    async fetch(input, init) {
      const isOwn = (input instanceof Request ? input.url : String(input)).startsWith(home);
      // A worker that is still to come is not waited for: whoever watches would take that for the endpoint's time.
      if (!isOwn || navigator.serviceWorker?.controller) return fetch(input, init);
      const request = new Request(input, init);
      const { method, url, headers, signal } = request;
      const body = await request.arrayBuffer();
      return answer({ method, url, headers: [...headers], body }, signal);
    },
    mount(path, mounted) {
      const address = new URL(path, home).href;
      answers.set(address, mounted);
      return address;
    },
    unmount(path) {
      answers.delete(new URL(path, home).href);
    },
  };
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
