import { describe, expect, test } from "vitest";
import { requestToken } from "../../lib/index.ts";
import {
  createRemoteRecorder,
  createRemoteSandbox,
  fake,
  httpReply,
  tokenReply,
} from "../support/control.ts";
import { noticesCutOff } from "../support/cut-off.ts";
import { failureOf } from "../support/failure.ts";

const json = JSON.stringify;
const secret = fake.clientSecret;

/** What comes of a reply with this body. */
async function answer(body: string, status?: number, headers?: Record<string, string>) {
  const { endpoint } = await createRemoteRecorder(httpReply(body, status, headers));
  return requestToken(fake, { endpoint, retry: 0 });
}

describe("a token", () => {
  test("from the sandbox, over real HTTP", async () => {
    const sandbox = await createRemoteSandbox();
    const before = Date.now();
    const accessToken = await requestToken(sandbox.credentials, { endpoint: sandbox.endpoint });
    expect(accessToken.token).toMatch(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/);
    expect(accessToken.expiresIn).toBe(1200);
    expect(accessToken.scope).toContain("files:write");
    expect(accessToken.expiresAt).toBeGreaterThanOrEqual(before + 1_200_000);
    expect(accessToken.expiresAt).toBeLessThanOrEqual(Date.now() + 1_200_000);
  });

  test("counts from when the request was sent, not from when the reply came", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "slow", delay: 300 });
    const before = Date.now();
    const { expiresAt } = await requestToken(sandbox.credentials, { endpoint: sandbox.endpoint });
    const received = Date.now();
    expect(received - before).toBeGreaterThanOrEqual(290);
    expect(expiresAt).toBeLessThan(received + 1_200_000 - 200);
  });

  test.each([
    ["without scope", json({ ...tokenReply, scope: undefined })],
    ["with fields that nobody knows", json({ ...tokenReply, more: [1] })],
    ["after a BOM", `\ufeff${json(tokenReply)}`],
    ["between spaces", ` \n${json(tokenReply)}\n`],
  ])("%s", async (_, body) => {
    expect((await answer(body)).token).toBe(tokenReply.token);
  });

  test("of any content type", async () => {
    const accessToken = await answer(json(tokenReply), 200, { "content-type": "text/html" });
    expect(accessToken.token).toBe(tokenReply.token);
  });

  test("of another successful status", async () => {
    expect((await answer(json(tokenReply), 201)).token).toBe(tokenReply.token);
  });
});

describe("no token", () => {
  test.each([
    ["an empty body", "", 200],
    ["HTML", "<!doctype html><p>Welcome to the hotel's network", 200],
    ["cut-off JSON", '{"token":"FAKE', 200],
    ["no content", "", 204],
    ["wrong types", json({ token: 1, expiresIn: "1200" }), 200],
    ["a reply without expiresIn", json({ ...tokenReply, expiresIn: undefined }), 200],
    ["an error with status 200", json({ message: secret }), 200],
  ])("in %s", async (_, body, status) => {
    const error = await failureOf(answer(body, status), secret);
    expect(error).toMatchObject({ code: "invalid_response", status });
    expect(error.issues).not.toEqual([]);
  });

  test("is in the error, though the rest of the reply is bad", async () => {
    const token = "FAKE.token.that-is-good";
    const error = await failureOf(answer(json({ token, expiresIn: "never" })), secret, token);
    expect(error.issues).toEqual([
      {
        message: "expiresIn must be a whole number of seconds from 1 to 1000000000",
        path: ["expiresIn"],
      },
    ]);
  });

  test("garbage is not read whole: ten gigabytes would take longer than the test may", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "garbage", size: 10_000_000_000 });
    const error = await failureOf(
      requestToken(sandbox.credentials, { endpoint: sandbox.endpoint }),
      sandbox.credentials.clientSecret,
    );
    expect(error.code).toBe("invalid_response");
  });

  test("a reply that breaks off", async () => {
    const sandbox = await createRemoteSandbox();
    const noticed = await noticesCutOff(sandbox);
    await sandbox.fail({ type: "cut-off" });
    const error = await failureOf(
      requestToken(sandbox.credentials, { endpoint: sandbox.endpoint, retry: 0 }),
      sandbox.credentials.clientSecret,
    );
    expect(error.code).toBe(noticed ? "network_error" : "invalid_response");
  });
});

describe("an error of the server", () => {
  test.each([
    [400, "http_error", "did not accept the request"],
    [401, "unauthorized", "refused the credentials"],
    [403, "unauthorized", "refused the credentials"],
    [404, "http_error", "has no token endpoint at that path"],
    [429, "rate_limited", "was asked too often"],
    [500, "http_error", "failed"],
    [503, "http_error", "failed"],
  ])("%i is %s", async (status, code, whatHappened) => {
    const body = json({ statusCode: status, error: "Whatever", message: "The server says so" });
    const error = await failureOf(answer(body, status), secret);
    expect(error).toMatchObject({ code, status });
    const [, host, rest] = /^(127\.0\.0\.1:\d+) (.*)$/.exec(error.message) ?? [];
    expect(host).toBeDefined();
    expect(rest).toContain(`${whatHappened} (${status}: The server says so). `);
  });

  test.each([
    ["the secret", `Wrong secret ${secret}!`],
    ["the body", `Bad body ${json(fake)}`],
    ["a token", "Stale eyJhbGciOiJIUzI1NiJ9.eyJjbGllbnRJZCI6IkZBS0UifQ.FAKEFAKEFAKE"],
  ])("that repeats %s keeps it to itself", async (_, message) => {
    const error = await failureOf(answer(json({ message }), 400), secret, "FAKEFAKE", "eyJ");
    expect(error.message).toContain(`(400: ${message.split(" ")[0]} `);
  });

  test.each(["", "<html>", "null", "[]", '"text"', '{"message":{"a":1}}', '{"message":null}'])(
    "with the body %s",
    async (body) => {
      const error = await failureOf(answer(body, 500), secret);
      expect(error).toMatchObject({ code: "http_error", status: 500 });
    },
  );

  test("a redirect is not followed: the other origin gets nothing", async () => {
    const other = await createRemoteRecorder(httpReply(json(tokenReply)));
    for (const status of [301, 302, 303, 307, 308]) {
      const error = await failureOf(
        answer("", status, { location: `${other.origin}/v2/token` }),
        secret,
      );
      expect(error.code).toBe("redirected");
      // Browsers hide the status.
      expect([0, status]).toContain(error.status);
    }
    expect(await other.requests()).toEqual([]);
  });
});

describe("no reply", () => {
  test("the connection is closed", async () => {
    const { endpoint } = await createRemoteRecorder("");
    const error = await failureOf(requestToken(fake, { endpoint, retry: 0 }), secret);
    expect(error).toMatchObject({ code: "network_error" });
    expect(error.status).toBeUndefined();
    expect(error.message).toMatch(
      /^127\.0\.0\.1:\d+ gave no whole reply \(.+\)\. Check the network/,
    );
  });

  const cors = "access-control-allow-origin: *";

  // What each runtime says of these goes into the message.
  test.each([
    ["no HTTP", "FAKE-reply\r\n\r\n"],
    ["a broken status line", "HTTP/1.1 FAKE-reply\r\n\r\n"],
    [
      "a body that is too short",
      `HTTP/1.1 200 OK\r\n${cors}\r\ncontent-length: 500\r\n\r\nFAKE-reply`,
    ],
    [
      "a broken chunk",
      `HTTP/1.1 200 OK\r\n${cors}\r\ntransfer-encoding: chunked\r\n\r\nFAKE-reply\r\n`,
    ],
    [
      "no gzip",
      `HTTP/1.1 200 OK\r\n${cors}\r\ncontent-encoding: gzip\r\ncontent-length: 10\r\n\r\nFAKE-reply`,
    ],
  ])("%s", async (_, reply) => {
    const { endpoint } = await createRemoteRecorder(reply);
    const error = await failureOf(requestToken(fake, { endpoint, retry: 0 }), secret, "FAKE-reply");
    // Where the platform takes what came for the whole, it is no token either.
    expect(["network_error", "invalid_response"]).toContain(error.code);
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ gave no (whole reply|token that can be used)/);
  });

  test("nobody listens", async () => {
    // Port 9 discards; nobody serves it here, and browsers refuse it.
    const error = await failureOf(
      requestToken(fake, { endpoint: "http://127.0.0.1:9/v2/token", retry: 0 }),
      secret,
    );
    expect(error.code).toBe("network_error");
  });

  test.each([
    ["an error that quotes the secret", new TypeError(`bad ${secret}`)],
    ["an error whose cause does", new TypeError("bad", { cause: { code: `E ${secret}` } })],
  ])("fetch rejects with %s", async (_, reason) => {
    const fetch = () => Promise.reject(reason);
    const error = await failureOf(requestToken(fake, { fetch, retry: 0 }), secret);
    expect(error.code).toBe("network_error");
    expect(error.cause).toBeUndefined();
  });

  test.each([
    ["a string", "a string of the caller's"],
    ["nothing", undefined],
    ["an error that is no network failure", new Error("of the caller's")],
  ])("fetch rejects with %s: that passes as it is, and is not tried again", async (_, reason) => {
    let calls = 0;
    const fetch = () => {
      calls += 1;
      return Promise.reject(reason);
    };
    const outcome = await requestToken(fake, { fetch }).then(
      () => expect.fail("it resolved"),
      (thrown: unknown) => ({ thrown }),
    );
    expect(outcome.thrown).toBe(reason);
    expect(calls).toBe(1);
  });
});
