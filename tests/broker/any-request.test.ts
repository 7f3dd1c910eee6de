// Whatever a broker is asked: it answers, it gives a token to nobody but a session of this site or of a listed
// origin, and no reply can be kept.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createTokenBroker } from "../../lib/broker/index.ts";
import { createTokenProvider } from "../../lib/index.ts";
import { brokerRequest } from "../support/broker-request.ts";

const token = "FAKE.token-of_nobody0123456789";
const own = "https://broker.example.com";
const listed = "https://app.example.com";

/** What a header may hold on its way: no control characters, and no more than bytes. */
const text = fc.string({ unit: fc.constantFrom(...Array.from("aZ09 ,;:/*.=-_'\\ÿ")) });
const value = (...known: readonly string[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: text });
const someHeaders = fc.record(
  {
    origin: value(own, listed, "https://evil.example", "null", `${listed}.evil.example`),
    host: value("broker.example.com", "evil.example"),
    "sec-fetch-site": value("same-origin", "same-site", "cross-site", "none"),
    "content-type": value("application/json", "application/json;charset=utf-8", "text/plain"),
    cookie: value("session=FAKE"),
    "sirv-refused-token": value(token.slice(-16)),
    "access-control-request-headers": text,
    "x-forwarded-host": value("evil.example"),
  },
  { requiredKeys: [] },
);
const someMethod = fc.oneof(
  { weight: 4, arbitrary: fc.constant("POST") },
  { weight: 1, arbitrary: fc.constantFrom("OPTIONS", "GET", "HEAD", "PUT", "DELETE", "post") },
  { weight: 1, arbitrary: fc.string() },
);
type SomeHeaders = typeof someHeaders extends fc.Arbitrary<infer T> ? T : never;

/** Whether a request may have a token, said in another way than the broker does. */
function mayHaveToken(method: string, headers: SomeHeaders): boolean {
  const { origin, host = "broker.example.com", cookie } = headers;
  const site = headers["sec-fetch-site"] ?? "";
  const isOwnByOrigin = origin === undefined || origin === `https://${host}`;
  const isOwn = site === "" ? isOwnByOrigin : /^(same-origin|none)$/.test(site);
  const isJson = headers["content-type"]?.startsWith("application/json");
  return (
    method === "POST" &&
    isJson === true &&
    cookie === "session=FAKE" &&
    (isOwn || origin === listed)
  );
}

test("a token goes to whoever may have it, and to nobody else", async () => {
  await fc.assert(
    fc.asyncProperty(someMethod, someHeaders, async (method, headers) => {
      const provider = createTokenProvider(() => ({ token, expiresIn: 1200 }));
      const broker = createTokenBroker(provider, {
        authorize: (request) => request.headers.get("cookie") === "session=FAKE",
        origins: [listed],
      });
      const response = await broker(brokerRequest(method, { "content-type": "", ...headers }));
      const mayHave = mayHaveToken(method, headers);
      expect((await response.text()).includes(token)).toBe(mayHave);
      expect([200, 204, 401, 403, 405, 415]).toContain(response.status);
      expect(response.status === 200).toBe(mayHave);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("vary")).toBe("origin");
      const isListed = headers.origin === listed;
      expect(response.headers.get("access-control-allow-origin")).toBe(isListed ? listed : null);
    }),
    { numRuns: 1000 },
  );
});
