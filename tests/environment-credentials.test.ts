import { afterEach, describe, expect, test } from "vitest";
import { createTokenProvider, environmentCredentials } from "../lib/index.ts";
import { createSandbox } from "../lib/sandbox/index.ts";
import { failureOf } from "./support/failure.ts";

const names = ["SIRV_CLIENT_ID", "SIRV_CLIENT_SECRET"] as const;
const isPage = "document" in globalThis;
const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
const hasEnvironment = !isPage && process?.env !== undefined;

const failure = async () => failureOf(Promise.resolve().then(environmentCredentials), "FAKE");

// They share the one environment.
describe("the environment's credentials", { concurrent: false }, () => {
  const set = (...values: readonly (string | undefined)[]) => {
    for (const [index, name] of names.entries()) {
      const value = values[index];
      if (!process?.env) continue;
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
  afterEach(() => set());

  test("are read where there is an environment, and never in a page", async () => {
    set("fakeClientId", "FAKE-secret");
    const read = await Promise.resolve()
      .then(environmentCredentials)
      .catch(({ message }: Error) => message);
    const inPage = /process\.env is missing\. Pass \{ clientId, clientSecret \}/;
    const expected = { clientId: "fakeClientId", clientSecret: "FAKE-secret" };
    const refused = expect.stringMatching(inPage) as unknown;
    expect(read).toEqual(hasEnvironment ? expected : refused);
  });

  test.each([
    [[], [...names]],
    [["fakeClientId"], ["SIRV_CLIENT_SECRET"]],
    [[undefined, "FAKE-secret"], ["SIRV_CLIENT_ID"]],
    [["fakeClientId", ""], ["SIRV_CLIENT_SECRET"]],
  ])("of %j: what is missing is named", async (values, missing) => {
    set(...values);
    const error = await failure();
    expect(error.code).toBe("invalid_input");
    const expected = hasEnvironment ? missing : ["process.env"];
    expect(error.issues?.map(({ message }) => message)).toEqual(
      expected.map((name) => `${name} is missing`),
    );
  });

  test("are a source, which is read when a token is asked for", async () => {
    const { credentials, fetch } = createSandbox();
    const provider = createTokenProvider(environmentCredentials, {
      fetch,
      dangerouslyAllowSecretInPage: true,
    });
    set(credentials.clientId, credentials.clientSecret);
    const outcome = await provider.getToken().then(
      () => "a token",
      () => "no environment",
    );
    expect(outcome).toBe(hasEnvironment ? "a token" : "no environment");
  });
});
