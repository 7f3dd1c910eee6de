// While a token is waited for, its caller goes on: what it does then to a URL, or to options, is for its next call.
import { expect, test } from "vitest";
import { createSirvClient, createTokenFetch, createTokenProvider } from "../../lib/index.ts";

/** What is sent, and the ways to send it, each of which waits for a token first. */
function setUp() {
  const sent: (readonly (string | null)[])[] = [];
  const provider = createTokenProvider(async () => ({ token: "FAKE", expiresIn: 60 }));
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    const { url, headers } = request;
    sent.push([url, headers.get("authorization"), headers.get("x-fake"), await request.text()]);
    return new Response();
  };
  const tokenFetch = createTokenFetch(provider, { fetch });
  return { sent, tokenFetch, sirv: createSirvClient(provider, { fetch }) };
}

test("a URL that is changed while a token is waited for takes no token elsewhere", async () => {
  const { sent, tokenFetch } = setUp();
  const url = new URL("https://api.sirv.com/v2/account");
  const asked = tokenFetch(url);
  url.href = "https://elsewhere.example/";
  await asked;
  expect(sent).toEqual([["https://api.sirv.com/v2/account", "Bearer FAKE", null, ""]]);
});

test("an input that is read as another URL each time takes no token elsewhere", async () => {
  const { sent, tokenFetch } = setUp();
  const addresses = ["https://api.sirv.com/v2/account", "https://elsewhere.example/"];
  const input = { toString: () => addresses.shift() ?? "https://elsewhere.example/" };
  await tokenFetch(input as unknown as URL);
  expect(sent).toEqual([["https://api.sirv.com/v2/account", "Bearer FAKE", null, ""]]);
});

test.each([
  ["beside a Request", (url: string) => new Request(url)],
  ["without a prototype", (url: string) => url],
])("options %s may be used for the next call", async (_, inputFor) => {
  const { sent, tokenFetch } = setUp();
  const headers = { "x-fake": "a" };
  const options = Object.assign(Object.create(null) as RequestInit, { method: "POST", headers });
  const asked = tokenFetch(inputFor("https://api.sirv.com/v2/account"), options);
  options.method = "DELETE";
  headers["x-fake"] = "b";
  await asked;
  expect(sent).toEqual([["https://api.sirv.com/v2/account", "Bearer FAKE", "a", ""]]);
});

test("a Request beside options keeps its headers", async () => {
  const { sent, tokenFetch } = setUp();
  const request = new Request("https://api.sirv.com/v2/account", { headers: { "x-fake": "a" } });
  await tokenFetch(request, { redirect: "follow" });
  expect(sent).toEqual([["https://api.sirv.com/v2/account", "Bearer FAKE", "a", ""]]);
});

test.each(["tokenFetch", "a client"])(
  "options of %s may be used for the next call",
  async (way) => {
    const { sent, tokenFetch, sirv } = setUp();
    const options = { method: "POST", body: "", headers: { "x-fake": "" } };
    const asked: Promise<Response>[] = [];
    for (const name of ["a", "b", "c"]) {
      options.body = `FAKE ${name}`;
      options.headers["x-fake"] = name;
      const url = `https://api.sirv.com/v2/files/upload?filename=${name}`;
      asked.push(way === "a client" ? sirv(url, options) : tokenFetch(url, options));
    }
    await Promise.all(asked);
    expect(sent).toHaveLength(3);
    for (const [url, authorization, header, body] of sent) {
      expect(url?.at(-1)).toBe(header);
      expect([authorization, body]).toEqual(["Bearer FAKE", `FAKE ${header}`]);
    }
  },
);
