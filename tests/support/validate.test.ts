// What is added to Object.prototype is seen by everybody: each test takes it away before it waits for anything.
import { describe, expect, test } from "vitest";
import { brokeredToken, createTokenBroker } from "../../lib/broker/index.ts";
import {
  createSirvClient,
  createTokenFetch,
  createTokenProvider,
  requestToken,
} from "../../lib/index.ts";
import { fake } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";

/** What merging of somebody's JSON with a `__proto__` in it leaves behind. */
const added = {
  endpoint: "https://evil.example/v2/token",
  origin: "https://evil.example",
  baseUrl: "https://evil.example/v2/",
  dangerouslyAllowHttp: true,
  clientSecret: "FAKE",
  origins: ["https://evil.example"],
  credentials: "include",
  headers: { "x-fake": "1" },
};

describe(
  "fields that were added to Object.prototype are nobody's options",
  { concurrent: false },
  () => {
    const fetch = () => expect.fail("something was sent");
    const provider = createTokenProvider(fake, { fetch, dangerouslyAllowSecretInPage: true });

    const takers: Readonly<Record<string, () => unknown>> = {
      requestToken: () => requestToken(fake, { fetch }),
      createTokenProvider: () => createTokenProvider(fake),
      "a source's": () => createTokenProvider(() => fake),
      createTokenFetch: () => createTokenFetch(provider),
      createSirvClient: () => createSirvClient(provider),
      "getToken's": () => provider.getToken(),
      createTokenBroker: () => createTokenBroker(provider, { authorize: () => true }),
      brokeredToken: () => brokeredToken("https://app.example/token"),
    };

    const cases = Object.entries(added).flatMap(([name, value]) =>
      Object.keys(takers).map((taker) => [name, taker, value] as const),
    );

    test.each(cases)("%s, of %s", async (name, taker, value) => {
      Reflect.set(Object.prototype, name, value);
      // An async function, so that what is thrown at once rejects; no longer than that, for all others' sake.
      const asked = (async () => takers[taker]?.())();
      Reflect.deleteProperty(Object.prototype, name);
      const error = await failureOf(asked, fake.clientSecret);
      expect(error.code).toBe("invalid_input");
      expect(error.message).toContain("Object.prototype must not have enumerable fields");
    });
  },
);
