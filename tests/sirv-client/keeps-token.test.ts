// Whatever a caller sets, the token goes along.
import { type KyInstance, type Options, replaceOption } from "ky";
import { expect, test } from "vitest";
import { createSirvClient, createTokenProvider } from "../../lib/index.ts";

const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 60 }));

/** What a client sent. */
function setUp(options: Options = {}) {
  const sent: Request[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    sent.push(new Request(input, init));
    return new Response();
  };
  const seen = () => sent.map((request) => [request.url, request.headers.get("authorization")]);
  return { fetch, seen, sirv: createSirvClient(provider, { fetch, ...options }) };
}

const account = ["https://api.sirv.com/v2/account", "Bearer FAKE"];
const hook = () => undefined;

test.each<[string, (sirv: KyInstance) => KyInstance]>([
  ["nothing", (sirv) => sirv],
  ["hooks", (sirv) => sirv.extend({ hooks: { beforeRequest: [hook], init: [hook] } })],
  [
    "no hooks",
    (sirv) => sirv.extend({ hooks: { init: undefined } as unknown as Options["hooks"] & object }),
  ],
  ["replaced hooks", (sirv) => sirv.extend({ hooks: replaceOption({ init: [hook] }) })],
  ["replaced headers", (sirv) => sirv.extend({ headers: replaceOption({ "x-fake": "1" }) })],
  ["replaced retries", (sirv) => sirv.extend({ retry: replaceOption({ limit: 0 }) })],
  ["a function's options", (sirv) => sirv.extend((parent) => ({ ...parent, retry: 0 }))],
  ["one after the other", (sirv) => sirv.extend({ retry: 0 }).extend({ timeout: 5000 })],
])("after extend with %s", async (_, extend) => {
  const { seen, sirv } = setUp();
  await extend(sirv).get("account");
  await extend(sirv)("account", { method: "post", json: {} });
  expect(seen()).toEqual([account, account]);
});

test("with a fetch of an extended client, of a call, and of an init hook", async () => {
  const { sirv } = setUp();
  const { fetch, seen } = setUp();
  await sirv.extend({ fetch }).get("account");
  await sirv.get("account", { fetch });
  const init = (options: Options) => void (options.fetch = fetch);
  await sirv.extend({ hooks: { init: [init] } }).get("account");
  expect(seen()).toEqual([account, account, account]);
});

test("with every method", async () => {
  const { seen, sirv } = setUp();
  for (const method of ["get", "post", "put", "patch", "head", "delete"] as const) {
    await sirv[method]("account");
  }
  expect(seen()).toEqual(Array.from({ length: 6 }, () => account));
});

test.each<[string, Options]>([
  ["a URL", { baseUrl: new URL("https://proxy.example/sirv/v2/") }],
  ["an address without its last slash", { baseUrl: "https://proxy.example/sirv/v2" }],
  ["a URL without it", { baseUrl: new URL("https://proxy.example/sirv/v2") }],
])("with %s for its base", async (_, options) => {
  const { seen, sirv } = setUp(options);
  await sirv.get("account");
  expect(seen()).toEqual([["https://proxy.example/sirv/v2/account", "Bearer FAKE"]]);
});

test.each<[string, Options]>([
  ["of a client", { prefix: "files" }],
  ["as a whole URL", { prefix: "https://api.sirv.com/v2/files" }],
])("with a prefix %s", async (_, options) => {
  const { seen, sirv } = setUp(options);
  await sirv.get("readdir");
  await sirv.extend({ prefix: "account" }).get("/limits");
  expect(seen()).toEqual([
    ["https://api.sirv.com/v2/files/readdir", "Bearer FAKE"],
    ["https://api.sirv.com/v2/account/limits", "Bearer FAKE"],
  ]);
});

test("but not of another origin than the base's", async () => {
  const { seen, sirv } = setUp();
  await sirv.get("https://elsewhere.example/");
  await sirv.extend({ baseUrl: "https://elsewhere.example/" }).get("account");
  await sirv.get("account", { prefix: "https://elsewhere.example/" });
  await sirv.get("//elsewhere.example/");
  await sirv.get("/\\elsewhere.example/");
  expect(seen()).toHaveLength(5);
  for (const [address, authorization] of seen()) {
    expect(new URL(address ?? "").host).toBe("elsewhere.example");
    expect(authorization).toBeNull();
  }
});

test("and not with create, which starts anew, as in ky", async () => {
  const { sirv } = setUp();
  const { fetch, seen } = setUp();
  await sirv.create({ fetch }).get(account[0] ?? "");
  expect(seen()).toEqual([[account[0], null]]);
});

test("hooks see what ky shows them: options, context and parameters, but no token", async () => {
  const { seen, sirv } = setUp();
  const contexts: unknown[] = [];
  const client = sirv.extend({
    context: { a: 1 },
    searchParams: { b: "2" },
    hooks: {
      beforeRequest: [
        ({ options, request }) =>
          void contexts.push(options.context, request.headers.get("authorization")),
      ],
    },
  });
  await client.get("account", { context: { c: 3 }, searchParams: { d: "4" } });
  expect(contexts).toEqual([{ a: 1, c: 3 }, null]);
  expect(seen()).toEqual([[`${account[0]}?b=2&d=4`, "Bearer FAKE"]]);
});
