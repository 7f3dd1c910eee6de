// Answers for the sandbox's folder with what the page's sandbox says, and for the page's own files
// when the network does not.
import { isHome, keep, kept } from "./kept-files.ts";
import { type CarriedReply, type CarriedRequest, claim, folder } from "./wire.ts";
import { type FetchEvent, scope } from "./worker-scope.ts";

const home = scope.registration.scope;

scope.addEventListener("install", (event) => {
  void scope.skipWaiting();
  // Without a place for files, it still carries requests.
  event.waitUntil(
    fetch(home)
      .then(keep, () => undefined)
      .catch(() => undefined),
  );
});
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("message", (event) => {
  if (event.data === claim) event.waitUntil(scope.clients.claim());
});

scope.addEventListener("fetch", (event) => {
  const { url, method, mode } = event.request;
  if (url.startsWith(`${home}${folder}/`)) event.respondWith(carry(event));
  else if (method === "GET" && url.startsWith(home)) {
    const response = fetch(event.request);
    event.respondWith(response.catch(async () => (await kept(url)) ?? Response.error()));
    if (mode === "navigate" && isHome(url)) {
      // A page that was deployed anew brings other files.
      event.waitUntil(response.then(async (page) => keep(page.clone())).catch(() => undefined));
    }
  }
});

async function carry({ request, clientId }: FetchEvent): Promise<Response> {
  const page = await scope.clients.get(clientId);
  if (!page) return Response.error();
  const { port1: port, port2 } = new MessageChannel();
  const message: CarriedRequest = {
    type: "request",
    method: request.method,
    url: request.url,
    headers: [...request.headers],
    body: await request.arrayBuffer(),
  };
  return new Promise((resolve) => {
    let body: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => void (body = controller),
    });
    let started = false;
    port.addEventListener("message", ({ data }: MessageEvent<CarriedReply>) => {
      if (data.type === "head") {
        started = true;
        const init = { status: data.status, headers: data.headers.map(([...pair]) => pair) };
        resolve(new Response([101, 204, 205, 304].includes(data.status) ? null : stream, init));
      } else if (data.type === "chunk") body.enqueue(data.bytes);
      else if (data.type === "end") body.close();
      else if (started) body.error(new TypeError("broken off"));
      else resolve(Response.error());
    });
    port.start();
    page.postMessage(message, [port2]);
  });
}
