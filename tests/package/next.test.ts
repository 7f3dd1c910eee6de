// The package in a Next app, built for production. What a page awaits while Next builds it tells Next
// whether the page is static: by an error that the patched fetch throws, or, with Cache Components, by
// a promise that is pending until the build has done with the page. Neither is a failure.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { inputFor, jwt } from "./app.ts";
import { buildNext, installNext, type Marks, type NextServer, startNext } from "./next-app.ts";

/** What pages await: each gives a token, or the account that it opens. `ky` is Next's measure. */
const sirv = `
import ky from "ky";
import { createSirvClient, createTokenFetch, createTokenProvider, requestToken } from "sirv-token";

const { credentials, endpoint } = JSON.parse(process.env.SANDBOX);
const baseUrl = new URL(".", endpoint).href;
const { origin } = new URL(endpoint);
const createProvider = () => createTokenProvider(credentials, { endpoint });
const shared = createProvider();

const tokenOf = async (provider) => (await provider.getToken()).token;
const viaFetch = async (provider) => {
  const response = await createTokenFetch(provider, { origin })(baseUrl + "account");
  return "account " + (await response.json()).alias;
};
const viaClient = async (provider) => {
  const { alias } = await createSirvClient(provider, { baseUrl }).get("account").json();
  return "account " + alias;
};

export const ways = {
  ky: async () => {
    const options = { json: credentials, cache: "no-store" };
    return (await ky.post(endpoint, options).json()).token;
  },
  request: async () => (await requestToken(credentials, { endpoint })).token,
  provider: async () => tokenOf(createProvider()),
  fetch: async () => viaFetch(createProvider()),
  client: async () => viaClient(createProvider()),
  sharedProvider: async () => tokenOf(shared),
  sharedFetch: async () => viaFetch(shared),
  sharedClient: async () => viaClient(shared),
};
`;

const tokenPages = ["request", "provider", "sharedProvider"];
const accountPages = ["fetch", "client", "sharedFetch", "sharedClient"];

/** A page that shows what one of the ways gives, after something else, and what else is asked for. */
const page = (way: string, { first = "", more = "" } = {}) => `
import { connection } from "next/server";
import { Suspense } from "react";
import { ways } from "../../sirv.js";

async function Awaited() {
  ${first}
  return <p>{await ways.${way}()}</p>;
}

export default function Page() {
  return <main><Suspense fallback={<i>later</i>}><Awaited /></Suspense>${more}</main>;
}
`;

/** A part of a page that is kept until its path is revalidated. */
const keptPart = `
async function Kept() {
  "use cache";
  return <b>{String(Date.now())}</b>;
}
`;
const pageWithKeptPart = (way: string, first: string) =>
  page(way, { first, more: "<Suspense><Kept /></Suspense>" }) + keptPart;

const config = (settings: string) =>
  // It then tells of every page that fails, not of the first.
  `export default { ${settings} experimental: { prerenderEarlyExit: false } };`;

const pages = {
  "sirv.js": sirv,
  ...Object.fromEntries(
    ["ky", ...tokenPages, ...accountPages].map((way) => [`app/${way}/page.js`, page(way)]),
  ),
};

let folder: string;
beforeAll(async () => {
  folder = await installNext();
});

interface NextApp {
  readonly sandbox: () => RemoteSandbox;
  /** What the build made of a page. */
  readonly mark: (path: string) => string | undefined;
  /** What arrived at the sandbox during the build. */
  readonly arrivals: () => readonly string[];
  /** What the server has said. */
  readonly output: () => string;
  readonly ask: (path: string, init?: RequestInit) => Promise<Shown>;
}

interface Shown {
  readonly status: number;
  /** What the page awaited. */
  readonly awaited: string | undefined;
  /** What its kept part says: when it was made. */
  readonly kept: string | undefined;
  /** Whether it came in two steps: first without what it awaited. */
  readonly streamed: boolean;
}

/** An app of one describe block, built and started before its tests. */
function createNextApp(name: string, files: Readonly<Record<string, string>>): NextApp {
  let sandbox: RemoteSandbox;
  let marks: Marks;
  let arrivals: readonly string[];
  let server: NextServer | undefined;

  beforeAll(async () => {
    sandbox = await createRemoteSandbox();
    const env = { SANDBOX: inputFor(sandbox) };
    marks = await buildNext(folder, name, { ...pages, ...files }, env);
    arrivals = await sandbox.arrivals();
    server = await startNext(folder, name, env);
  });
  afterAll(async () => server?.close());

  return {
    sandbox: () => sandbox,
    mark: (path) => marks[path],
    arrivals: () => arrivals,
    output: () => server!.output(),
    ask: async (path, init) => {
      const response = await fetch(server!.origin + path, init);
      const text = await response.text();
      return {
        status: response.status,
        awaited: /<p>(.*?)<\/p>/.exec(text)?.[1],
        kept: /<b>(.*?)<\/b>/.exec(text)?.[1],
        streamed: text.includes("<i>later</i>"),
      };
    },
  };
}

/** What holds for every build. */
function testPages({ mark, arrivals, ask, sandbox }: NextApp, expected: string): void {
  test.each(["ky", ...tokenPages, ...accountPages])("/%s is built as with ky alone", (way) => {
    expect(mark(`/${way}`)).toBe(expected);
  });

  test("no token is asked for in a build: it would be in its files", () => {
    expect(arrivals()).toEqual([]);
  });

  test.each(["ky", ...tokenPages])("/%s shows a token when it is asked for", async (way) => {
    const { status, awaited } = await ask(`/${way}`);
    expect(status).toBe(200);
    expect(awaited).toMatch(jwt);
  });

  test.each(accountPages)("/%s shows the account when it is asked for", async (way) => {
    expect(await ask(`/${way}`)).toMatchObject({ status: 200, awaited: "account sandbox" });
  });

  test("a provider at module scope keeps its token from one request to the next", async () => {
    const { awaited } = await ask("/sharedProvider");
    expect(awaited).toMatch(jwt);
    // Another token would be another text.
    await sandbox().advance(1000);
    expect(await ask("/sharedProvider")).toMatchObject({ awaited });
  });
}

// One after the other: a build keeps the whole machine busy.
describe("as Next is by default", { concurrent: false }, () => {
  const app = createNextApp("default", {
    "next.config.js": config(""),
    // It must be static, and what it awaits can't be: Next's error for that has no digest.
    "app/static/page.js": `
import { ways } from "../../sirv.js";

export const dynamic = "error";

export default async function Page() {
  return <p>{await ways.request().catch(({ code }) => code)}</p>;
}
`,
  });
  testPages(app, "ƒ");

  test("a page that has to be static gets Next's own error", async () => {
    expect(await app.ask("/static")).toMatchObject({ awaited: "NEXT_STATIC_GEN_BAILOUT" });
  });
});

describe("with Cache Components", { concurrent: false }, () => {
  const app = createNextApp("cache-components", {
    "next.config.js": config("cacheComponents: true, partialPrefetching: true,"),
    // A token that is kept has to be looked at by a clock, which Next lets a page read then alone.
    "app/kept/page.js": pageWithKeptPart("sharedClient", "await connection();"),
    "app/revalidate/route.js": `
import { revalidatePath } from "next/cache";

export async function POST(request) {
  revalidatePath(await request.text());
  return new Response();
}
`,
  });
  testPages(app, "◐");

  const revalidate = async (path: string) => app.ask("/revalidate", { method: "POST", body: path });

  test("a page is prerendered again while its provider has a token", async () => {
    const { awaited, kept } = await app.ask("/kept");
    expect(awaited).toBe("account sandbox");
    await revalidate("/kept");
    await vi.waitFor(async () => expect((await app.ask("/kept")).kept).not.toBe(kept), 10_000);
    // What it awaits is no part of what is kept.
    expect(await app.ask("/kept")).toMatchObject({ status: 200, awaited, streamed: true });
    expect(app.output()).not.toContain('Route "/kept"');
  });
});
