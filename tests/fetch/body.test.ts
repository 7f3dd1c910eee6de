import { describe, expect, test } from "vitest";
import { cancelBody, isReadOnce } from "../../lib/fetch/body.ts";
import { createSirvClient, createTokenFetch, createTokenProvider } from "../../lib/index.ts";

const url = "https://api.sirv.com/v2/files/upload?filename=/a";
const reason = new Error("no secrets today");
const failing = () =>
  createTokenProvider(() => {
    throw reason;
  });

/** A stream, and why it was cancelled. */
function createStream() {
  const cancelled: unknown[] = [];
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array([1])),
    cancel: (why) => void cancelled.push(why),
  });
  return { stream, cancelled };
}

describe("a body's stream, when nothing is sent,", () => {
  test("is cancelled with the reason why there is no token", async () => {
    const { stream, cancelled } = createStream();
    const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
    const fetch = () => expect.fail("something was sent");
    await expect(createTokenFetch(failing(), { fetch })(url, init)).rejects.toBe(reason);
    expect(cancelled).toEqual([reason]);
  });

  test("is cancelled when the caller leaves", async () => {
    const { stream, cancelled } = createStream();
    const provider = createTokenProvider(async () => new Promise<never>(() => undefined));
    const controller = new AbortController();
    const { signal } = controller;
    const init = { method: "POST", body: stream, duplex: "half", signal } as RequestInit;
    const sent = createTokenFetch(provider)(url, init);
    controller.abort("left");
    await expect(sent).rejects.toBe("left");
    expect(cancelled).toEqual(["left"]);
    provider[Symbol.dispose]();
  });
});

test("a Request that is not sent is let go of, too", async () => {
  const request = new Request(url, { method: "POST", body: "FAKE" });
  const cancelled: unknown[] = [];
  // Firefox shows no body of a Request: there is nothing to let go of.
  const { body } = request;
  if (body) body.cancel = async (why) => void cancelled.push(why);
  const fetch = () => expect.fail("something was sent");
  await expect(createTokenFetch(failing(), { fetch })(request)).rejects.toBe(reason);
  expect(cancelled).toEqual(body ? [reason] : []);
});

test("what goes elsewhere is neither read nor cloned", async () => {
  const { stream, cancelled } = createStream();
  const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
  const bodies: unknown[] = [];
  const tokenFetch = createTokenFetch(failing(), {
    async fetch(_, options) {
      bodies.push(options?.body);
      return new Response();
    },
  });
  await tokenFetch("https://elsewhere.example", init);
  expect(bodies).toEqual([stream]);
  expect([stream.locked, cancelled]).toEqual([false, []]);
});

test("a client neither clones nor reads a Request that goes elsewhere", async () => {
  const seen: string[] = [];
  // ky sends what the last hook gives.
  const watched = (address: string) => {
    const request = new Request(address, { method: "POST", body: "FAKE" });
    const clone = () => {
      seen.push(`clone of ${address}`);
      return Request.prototype.clone.call(request);
    };
    return Object.defineProperty(request, "clone", { value: clone });
  };
  const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 60 }));
  const sirv = createSirvClient(provider, { retry: 0, fetch: async () => new Response() });
  for (const address of ["https://elsewhere.example/", url]) {
    await sirv("account", { hooks: { beforeRequest: [() => watched(address)] } });
  }
  expect(seen).toEqual([`clone of ${url}`]);
});

test("of Node's streams, one that is not sent is destroyed", () => {
  let destroyed = 0;
  cancelBody({ destroy: () => (destroyed += 1) });
  expect(destroyed).toBe(1);
});

test.each([undefined, null, "FAKE", 5, {}])("cancelling %j does no harm", (body) => {
  expect(() => cancelBody(body)).not.toThrow();
});

test("a stream and an async iterable can be read but once, and nothing else", () => {
  const iterable = (async function* chunks() {
    yield "FAKE";
  })();
  expect([createStream().stream, iterable].map(isReadOnce)).toEqual([true, true]);
  const others = ["FAKE", new Uint8Array(1), new Blob([]), new FormData(), null, undefined];
  expect(others.map(isReadOnce)).toEqual(others.map(() => false));
});
