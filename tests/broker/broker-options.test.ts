import { expect, test } from "vitest";
import { createTokenBroker } from "../../lib/broker/index.ts";
import { createTokenProvider, type TokenProvider } from "../../lib/index.ts";
import { failureOf } from "../support/failure.ts";
import { createSandboxBroker, isLoggedIn, listed, session } from "./sandbox-broker.ts";

const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 60 }));

test.each<[string, unknown, unknown]>([
  ["provider", { clientId: "fakeClientId", clientSecret: "FAKE" }, { authorize: isLoggedIn }],
  ["provider", undefined, { authorize: isLoggedIn }],
  ["authorize", provider, undefined],
  ["authorize", provider, {}],
  ["authorize", provider, { authorize: true }],
  ["origins", provider, { authorize: isLoggedIn, origins: ["*"] }],
  ["origins", provider, { authorize: isLoggedIn, origins: ["https://*.example.com"] }],
  ["origins", provider, { authorize: isLoggedIn, origins: ["https://app.example.com/"] }],
  ["origins", provider, { authorize: isLoggedIn, origins: ["https://App.example.com"] }],
  ["origins", provider, { authorize: isLoggedIn, origins: ["app.example.com"] }],
  ["origins", provider, { authorize: isLoggedIn, origins: ["null"] }],
  ["origins", provider, { authorize: isLoggedIn, origins: listed }],
  ["floor", provider, { authorize: isLoggedIn, floor: "120000" }],
])("a wrong %s is refused at once", async (name, source, options) => {
  const make = async () => createTokenBroker(source as TokenProvider, options as never);
  const error = await failureOf(make(), "FAKE");
  expect(error.code).toBe("invalid_input");
  expect(error.message).toContain(name);
});

test.each(["http://localhost:5173", "https://app.example.com", "capacitor://localhost"])(
  "%s is an origin",
  async (origin) => {
    const { ask } = createSandboxBroker({ origins: [origin] });
    expect((await ask({ ...session, origin })).response.status).toBe(200);
  },
);
