// A call differs from what fetch would have sent in one header, and in nothing else.
import { describe, expect, test } from "vitest";
import { createTokenFetch, createTokenProvider } from "../../lib/index.ts";
import { createRemoteRecorder, httpReply } from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";

type Call = readonly [input: string | URL | Request, init?: RequestInit | null];

const url = "https://api.sirv.com/v2/files/upload?filename=/a";

/** What a token fetch hands on for a call. */
async function handedOn(...[input, init]: Call): Promise<[string | URL | Request, RequestInit?]> {
  const calls: [string | URL | Request, RequestInit?][] = [];
  const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 60 }));
  const tokenFetch = createTokenFetch(provider, {
    async fetch(...call) {
      calls.push(call as [string, RequestInit?]);
      return new Response();
    },
  });
  await tokenFetch(input, init as RequestInit);
  const [call, ...others] = calls;
  if (!call || others.length > 0) throw new Error(`there were ${calls.length} calls`);
  return call;
}

/** What of a request a server, a cache or a browser can see. */
async function facts(request: Request) {
  const { method, mode, cache, redirect, referrer, referrerPolicy, integrity, keepalive } = request;
  const headers = [...request.headers].filter(([name]) => name !== "authorization");
  const { credentials, url: address } = request;
  const more = {
    mode,
    cache,
    credentials,
    redirect,
    referrer,
    referrerPolicy,
    integrity,
    keepalive,
  };
  return { address, method, headers, ...more, body: await request.text() };
}

const settings = {
  method: "POST",
  headers: { "x-fake": "1", "content-type": "text/x-fake" },
  body: "FAKE",
  mode: "same-origin",
  credentials: "include",
  cache: "no-cache",
  // None: the default is about:client.
  referrer: "",
  referrerPolicy: "no-referrer",
  integrity: "sha256-FAKE",
  keepalive: true,
  redirect: "manual",
} as const satisfies RequestInit;

// workerd refuses options that it has no meaning for.
const isLimited = !("referrerPolicy" in new Request(url));
const { method, headers, body, redirect } = settings;
const known: RequestInit = isLimited ? { method, headers, body, redirect } : settings;

// Neither counts as an option for the Fetch standard, by which any option resets a Request's referrer.
const unset = { signal: undefined } as unknown as RequestInit;
const ofFramework = { next: { revalidate: 60 } } as RequestInit;

describe("nothing else differs for", () => {
  test.each<[string, () => Call]>([
    ["a string", () => [url]],
    ["a URL", () => [new URL(url)]],
    ["a string with options", () => [url, known]],
    ["null for options", () => [url, null]],
    ["a Request", () => [new Request(url, known)]],
    ["a Request without a body", () => [new Request(url)]],
    ["a Request with empty options", () => [new Request(url, known), {}]],
    ["a Request with options", () => [new Request(url), known]],
    ["a Request with options that are undefined", () => [new Request(url, known), unset]],
    ["a Request with options of a framework", () => [new Request(url, known), ofFramework]],
    [
      "a Request with other headers",
      () => [new Request(url, known), { headers: { "x-fake": "2" } }],
    ],
  ])("%s", async (_, create) => {
    const [input, init] = create();
    const plain = await facts(new Request(input, init ?? undefined));
    const request = new Request(...(await handedOn(...create())));
    expect(request.headers.get("authorization")).toBe("Bearer FAKE");
    expect(await facts(request)).toEqual(plain);
  });
});

test("a Request in the place of options counts as options", async () => {
  // Its body is a stream, with which no request can outlive its page.
  const options = new Request("https://elsewhere.example", { ...known, keepalive: false });
  const [input, init] = await handedOn(url, options);
  const request = new Request(input, init);
  expect(request.url).toBe(url);
  expect(request.method).toBe("POST");
  expect(request.headers.get("x-fake")).toBe("1");
  expect(request.headers.get("authorization")).toBe("Bearer FAKE");
});

test.each<[string, (signal: AbortSignal) => Call]>([
  ["options", (signal) => [url, { signal }]],
  ["a Request", (signal) => [new Request(url, { signal })]],
  ["options beside a Request", (signal) => [new Request(url), { signal }]],
])("the signal of %s still ends it once it is sent", async (_, create) => {
  const controller = new AbortController();
  const request = new Request(...(await handedOn(...create(controller.signal))));
  expect(request.signal.aborted).toBe(false);
  controller.abort();
  expect(request.signal.aborted).toBe(true);
});

test("a stream is handed on as it is, with its duplex", async () => {
  const stream = new ReadableStream();
  const options = { method: "POST", body: stream, duplex: "half" } as RequestInit;
  const [, init] = await handedOn(url, options);
  expect(init).toMatchObject({ method: "POST", duplex: "half" });
  expect(init?.body).toBe(stream);
  expect(stream.locked).toBe(false);
});

test.each<[string, () => string | Request]>([
  ["an address", () => url],
  ["a Request", () => new Request(url)],
])("a form beside %s has the boundary that its header names", async (_, create) => {
  const form = new FormData();
  form.set("name", "FAKE");
  const call = await handedOn(create(), { method: "POST", body: form });
  const request = new Request(...call);
  const [, boundary] = /boundary=(.+)$/.exec(request.headers.get("content-type") ?? "") ?? [];
  expect((await request.text()).startsWith(`--${boundary}\r\n`)).toBe(true);
});

test("what only a runtime knows goes along, with a Request too", async () => {
  const dispatcher = { name: "FAKE-dispatcher" };
  const init = { dispatcher } as RequestInit;
  for (const input of [url, new URL(url), new Request(url)]) {
    expect((await handedOn(input, init))[1]).toMatchObject({ dispatcher });
  }
});

test("neither the caller's Request nor its options are changed", async () => {
  const request = new Request(url, known);
  const options = { headers: new Headers({ "x-fake": "1" }) };
  await handedOn(request);
  await handedOn(url, options);
  expect(request.headers.has("authorization")).toBe(false);
  expect([...options.headers]).toEqual([["x-fake", "1"]]);
});

test("over real HTTP, too", async () => {
  const recorder = await createRemoteRecorder(httpReply("{}"));
  const { origin } = recorder;
  const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 60 }));
  const tokenFetch = createTokenFetch(provider, { origin });
  const init = { method: "POST", body: "FAKE-body", headers: { "x-fake": "1" } };
  await (await fetch(`${origin}/a`, init)).text();
  await (await tokenFetch(`${origin}/a`, init)).text();
  await (await tokenFetch(new Request(`${origin}/a`, init))).text();
  await (await tokenFetch(new Request(`${origin}/a`), init)).text();
  const [plain, ...others] = (await recorder.requests()).map((request) => parseMessage(request));
  expect(others).toHaveLength(3);
  for (const other of others) {
    const { authorization, ...rest } = Object.fromEntries(other?.headers ?? []);
    expect(authorization).toBe("Bearer FAKE");
    // Firefox and WebKit say how a page came to ask, and the preflight's cache decides on nothing here.
    expect(rest).toEqual(Object.fromEntries(plain?.headers ?? []));
    expect([other?.line, other?.body]).toEqual([plain?.line, plain?.body]);
  }
});
