// npm's undici: its agents, its fetch and its requests.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, type TestContext, test } from "vitest";
import { Agent, fetch as undiciFetch, Request as UndiciRequest } from "undici";
import { createSirvClient, createTokenFetch, createTokenProvider } from "../../lib/index.ts";
import { tokenReply } from "../support/control.ts";

const credentials = { clientId: "fakeClientId", clientSecret: "FAKE-secret" };
const refused = "x".repeat(300_000);

/** An API on one origin: its first token is refused, with a reply that is too large to be read ahead. */
async function serve({ onTestFinished }: TestContext) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    request.resume();
    request.on("end", () => {
      if (request.url === "/v2/token") {
        response.end(JSON.stringify({ ...tokenReply, token: `FAKE-${paths.length}` }));
      } else if (request.headers.authorization === "Bearer FAKE-1") {
        response.writeHead(401).end(refused);
      } else {
        response.end(`"${request.headers.authorization}"`);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths };
}

/** A fetch with one connection for everything. */
function createNarrowFetch({ onTestFinished }: TestContext) {
  const dispatcher = new Agent({ connections: 1 });
  onTestFinished(async () => dispatcher.destroy());
  const fetch = async (input: unknown, init?: unknown) =>
    undiciFetch(input as string, { ...(init as object), dispatcher });
  return fetch as unknown as typeof globalThis.fetch;
}

describe("a 401 that nobody has read", () => {
  test.for(["the requests alone", "the token requests too"])(
    "holds no connection while its request is repeated, with one connection for %s",
    async (share, context) => {
      const { origin, paths } = await serve(context);
      const fetch = createNarrowFetch(context);
      const provider = createTokenProvider(credentials, {
        endpoint: `${origin}/v2/token`,
        ...(share === "the token requests too" && { fetch }),
      });
      const tokenFetch = createTokenFetch(provider, { origin, fetch });
      expect(await (await tokenFetch(`${origin}/a`)).json()).toBe("Bearer FAKE-3");
      expect(paths).toEqual(["/v2/token", "/a", "/v2/token", "/a"]);
    },
  );

  test("holds none of a client's either", async (context) => {
    const { origin, paths } = await serve(context);
    const fetch = async (input: string | URL | Request, init?: RequestInit) => {
      // ky's requests are of the platform, which npm's undici takes no more than another's.
      const { method, url, headers } = new Request(input, init);
      return createdFetch(url, { method, headers: [...headers] as [string, string][] });
    };
    const createdFetch = createNarrowFetch(context);
    const provider = createTokenProvider(credentials, {
      endpoint: `${origin}/v2/token`,
      fetch: createdFetch,
    });
    const sirv = createSirvClient(provider, { baseUrl: origin, fetch });
    expect(await sirv.get("a").json()).toBe("Bearer FAKE-3");
    expect(paths).toHaveLength(4);
  });

  test("is whole where it is the reply: the body is a stream, or the token stays", async (context) => {
    const { origin } = await serve(context);
    const body = new Blob(["FAKE"]).stream();
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    const provider = createTokenProvider(() => ({ token: "FAKE-1", expiresIn: 60 }));
    const tokenFetch = createTokenFetch(provider, { origin });
    expect(await (await tokenFetch(`${origin}/a`, init)).text()).toBe(refused);
    for (let call = 0; call < 3; call += 1) {
      const response = await tokenFetch(`${origin}/a`);
      expect([response.status, await response.text()]).toEqual([401, refused]);
    }
  });
});

test("a Request of npm's undici works with its fetch", async (context) => {
  const { origin } = await serve(context);
  const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 60 }));
  const fetch = undiciFetch as unknown as typeof globalThis.fetch;
  const tokenFetch = createTokenFetch(provider, { origin, fetch });
  const request = new UndiciRequest(`${origin}/a`, { method: "POST", body: "FAKE" });
  const response = await tokenFetch(request as unknown as Request);
  expect(await response.json()).toBe("Bearer FAKE");
});
