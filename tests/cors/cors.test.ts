// What browsers alone enforce: the page is of one origin, the sandbox of another.
import { describe, expect, test } from "vitest";
import { requestToken } from "../../lib/index.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";

/** The reference's XMLHttpRequest sample: what it shows, or `undefined` if the browser refuses. */
async function sample(
  { endpoint, credentials }: RemoteSandbox,
  withCredentials: boolean,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.withCredentials = withCredentials;
    request.addEventListener("load", () => resolve(request.responseText));
    request.addEventListener("error", () => resolve(undefined));
    request.open("POST", endpoint);
    request.setRequestHeader("content-type", "application/json");
    request.setRequestHeader("authorization", "Bearer BEARER_TOKEN_HERE");
    request.send(JSON.stringify(credentials));
  });
}

test("the sandbox is of another origin", async () => {
  const { endpoint } = await createRemoteSandbox();
  expect(new URL(endpoint).origin).not.toBe(location.origin);
});

describe("the reference's sample", () => {
  test("as it is printed, with credentials, is refused by the browser", async () => {
    const sandbox = await createRemoteSandbox();
    expect(await sample(sandbox, true)).toBeUndefined();
    // The preflight's reply is for any origin, not for credentials: nothing else was sent.
    expect(await sandbox.arrivals()).toEqual(["OPTIONS authorization,content-type"]);
  });

  test("without credentials gets a token", async () => {
    const sandbox = await createRemoteSandbox();
    expect(await sample(sandbox, false)).toMatch(/"token":"eyJ/);
    expect(await sandbox.arrivals()).toEqual(["OPTIONS authorization,content-type", "POST"]);
  });
});

describe("our request", () => {
  test("gets a token, after a preflight", async () => {
    const sandbox = await createRemoteSandbox();
    const { token } = await requestToken(sandbox.credentials, { endpoint: sandbox.endpoint });
    expect(token).toMatch(/^eyJ/);
    expect(await sandbox.arrivals()).toEqual(["OPTIONS content-type", "POST"]);
  });

  test("may carry the header of the reference's samples", async () => {
    const sandbox = await createRemoteSandbox();
    const headers = { authorization: "Bearer BEARER_TOKEN_HERE" };
    await requestToken(sandbox.credentials, { endpoint: sandbox.endpoint, headers });
    expect(await sandbox.arrivals()).toEqual(["OPTIONS authorization,content-type", "POST"]);
  });

  test("with credentials would be refused", async () => {
    const sandbox = await createRemoteSandbox();
    const promise = requestToken(sandbox.credentials, {
      endpoint: sandbox.endpoint,
      retry: 0,
      fetch: (input, init) => fetch(input, { ...init, credentials: "include" }),
    });
    await expect(promise).rejects.toMatchObject({ code: "network_error" });
    expect(await sandbox.arrivals()).toEqual(["OPTIONS content-type"]);
  });
});

test("a token that is had opens the API, after a preflight", async () => {
  const sandbox = await createRemoteSandbox();
  const { token } = await requestToken(sandbox.credentials, { endpoint: sandbox.endpoint });
  const response = await fetch(`${sandbox.base}/v2/account`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await response.json()).toMatchObject({ alias: "sandbox" });
  // Exposed to pages by the sandbox's `access-control-expose-headers: *`.
  expect(response.headers.get("x-ratelimit-limit")).toBe("500");
  expect(await sandbox.arrivals()).toEqual([
    "OPTIONS content-type",
    "POST",
    "OPTIONS authorization",
    "GET",
  ]);
});

test("an error's body can be read", async () => {
  const sandbox = await createRemoteSandbox();
  await expect(
    requestToken(
      { clientId: "nobody", clientSecret: "FAKE-secret" },
      { endpoint: sandbox.endpoint },
    ),
  ).rejects.toMatchObject({
    code: "unauthorized",
    status: 401,
    message: expect.stringContaining("Invalid client credentials") as string,
  });
});
