// The package in processes that lack what older platforms lack.
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { createApp, jwt } from "./app.ts";
import { run } from "./run.ts";

const source = `
import { isTokenError, requestToken } from "sirv-token";

const { credentials, options, abort } = JSON.parse(process.argv[2]);
const controller = new AbortController();
if (abort === "before") controller.abort();
if (abort === "during") setTimeout(() => controller.abort(), 300);
const retries = [];
const onRetry = ({ error }) => {
  retries.push(error.code);
  if (abort === "between") controller.abort();
};
const signal = abort && controller.signal;
const result = await requestToken(credentials, { ...options, signal, onRetry }).then(
  ({ token }) => ({ token }),
  (error) => ({ name: error?.name, code: isTokenError(error) ? error.code : undefined }),
);
console.log(JSON.stringify({ ...result, retries }));
process.exit();
`;

const providerSource = (program: string) => `
import { createSirvClient, createTokenFetch, createTokenProvider } from "sirv-token";

const { base, credentials, endpoint } = JSON.parse(process.argv[2]);
const { origin } = new URL(base);
const provider = createTokenProvider(credentials, { endpoint });
const sirv = createSirvClient(provider, { baseUrl: base + "/v2/" });
const main = async () => {${program}};
console.log(JSON.stringify(await main()));
process.exit();
`;

interface Result {
  readonly token?: string;
  readonly name?: string;
  readonly code?: string;
  readonly retries: readonly string[];
}

interface Settings {
  readonly options?: object;
  readonly abort?: "before" | "during" | "between";
}

describe.each(["react-native", "older-browser"])("%s", (platform) => {
  const preload = resolve("tests/package/platforms", `${platform}.ts`);

  const request = async (
    { credentials, endpoint }: RemoteSandbox,
    { options, abort }: Settings = {},
  ): Promise<Result> => {
    const cwd = createApp({ "main.js": source });
    const input = JSON.stringify({ credentials, options: { endpoint, ...options }, abort });
    const args = [`--import=${preload}`, join(cwd, "main.js"), input];
    return JSON.parse((await run(process.execPath, args)).stdout) as Result;
  };

  const statusesOf = async (sandbox: RemoteSandbox) =>
    (await sandbox.requests()).map(({ status }) => status);

  test("a token", async () => {
    const sandbox = await createRemoteSandbox();
    const { token } = await request(sandbox);
    expect(token).toMatch(jwt);
    expect(await sandbox.requests()).toEqual([{ method: "POST", path: "/v2/token", status: 200 }]);
  });

  test("a token at the second attempt", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "status", status: 503 });
    const { token, retries } = await request(sandbox);
    expect(token).toMatch(jwt);
    expect(retries).toEqual(["http_error"]);
  });

  test("refused", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "status", status: 401 });
    expect(await request(sandbox)).toMatchObject({ code: "unauthorized" });
  });

  test("no reply in time", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "slow", delay: 60_000 });
    const options = { timeout: 300, retry: 0 };
    expect(await request(sandbox, { options })).toMatchObject({ code: "timeout" });
  });

  test("nobody there", async () => {
    const sandbox = await createRemoteSandbox();
    const options = { endpoint: "http://127.0.0.1:9/v2/token", retry: 0 };
    expect(await request(sandbox, { options })).toMatchObject({ code: "network_error" });
  });

  test("an abort before anything is sent", async () => {
    const sandbox = await createRemoteSandbox();
    expect(await request(sandbox, { abort: "before" })).toEqual({
      name: "AbortError",
      retries: [],
    });
    expect(await statusesOf(sandbox)).toEqual([]);
  });

  test("an abort while an attempt is under way", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "slow", delay: 60_000 });
    expect(await request(sandbox, { abort: "during" })).toEqual({
      name: "AbortError",
      retries: [],
    });
  });

  test("an abort between two attempts: no other is made", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "status", status: 503 });
    expect(await request(sandbox, { abort: "between" })).toEqual({
      name: "AbortError",
      retries: ["http_error"],
    });
    expect(await statusesOf(sandbox)).toEqual([503]);
  });

  /** Runs a program that has a provider for the sandbox, and gives what it says. */
  const runWithProvider = async (sandbox: RemoteSandbox, program: string): Promise<unknown> => {
    const cwd = createApp({ "main.js": providerSource(program) });
    const { base, credentials, endpoint } = sandbox;
    const input = JSON.stringify({ base, credentials, endpoint });
    const args = [`--import=${preload}`, join(cwd, "main.js"), input];
    return JSON.parse((await run(process.execPath, args)).stdout);
  };

  test("a provider keeps a token, and a token fetch and a client use it", async () => {
    const sandbox = await createRemoteSandbox();
    const program = `
      const [one, other] = await Promise.all([provider.getToken(), provider.getToken()]);
      const response = await createTokenFetch(provider, { origin })(base + "/v2/account");
      const { alias } = await sirv.get("account").json();
      await sirv.post("files/upload?filename=/a.txt", { body: "FAKE" });
      const text = await sirv.get("files/download?filename=/a.txt").text();
      return [one === other, response.status, alias, text];
    `;
    expect(await runWithProvider(sandbox, program)).toEqual([true, 200, "sandbox", "FAKE"]);
    expect((await sandbox.requests()).filter(({ path }) => path === "/v2/token")).toHaveLength(1);
  });

  test("a token that was refused is replaced", async () => {
    const sandbox = await createRemoteSandbox();
    const fault = { type: "status", status: 401, path: "/v2/account" } as const;
    await sandbox.fail(fault);
    expect(await runWithProvider(sandbox, 'return (await sirv.get("account")).status;')).toBe(200);
    await sandbox.fail(fault);
    const program = `
      const tokenFetch = createTokenFetch(provider, { origin });
      return (await tokenFetch(base + "/v2/account")).status;
    `;
    expect(await runWithProvider(sandbox, program)).toBe(200);
  });

  test("an abort without a reason rejects with an AbortError", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "slow", delay: 60_000 });
    const program = `
      const controller = new AbortController();
      const { signal } = controller;
      const left = [
        provider.getToken({ signal }),
        createTokenFetch(provider, { origin })(base + "/v2/account", { signal }),
      ].map((asked) => asked.catch((error) => error.name));
      setTimeout(() => controller.abort(), 100);
      const names = await Promise.all(left);
      names.push(await provider.getToken({ signal }).catch((error) => error.name));
      const disposed = provider.getToken().catch((error) => error.name);
      provider[Symbol.dispose]();
      return [...names, await disposed];
    `;
    const expected = Array.from({ length: 4 }, () => "AbortError");
    expect(await runWithProvider(sandbox, program)).toEqual(expected);
  });
});
