// The recipes of docs/broker.md, each in its own framework, beside the package as it is installed.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { jwt } from "./app.ts";
import { express, installFrameworks, otherFrameworks } from "./frameworks.ts";
import { mounts } from "./mounts.ts";
import type { RunningServer } from "./running-server.ts";

let folder: string;
beforeAll(async () => {
  folder = await installFrameworks([...express, ...otherFrameworks]);
});

/** What a broker answers. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What a page of an origin that the recipes list sends with each request. */
const listed = { origin: "https://app.example.com", "sec-fetch-site": "cross-site" };
const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };

// One after the other: Next's build keeps the whole machine busy.
describe.each(mounts)("$name", { concurrent: false }, ({ start, logIn, routesMethods }) => {
  let sandbox: RemoteSandbox;
  let server: RunningServer;
  /** The session's cookie. */
  let cookie: string;
  beforeAll(async () => {
    sandbox = await createRemoteSandbox();
    const { clientId, clientSecret } = sandbox.credentials;
    server = await start(folder, {
      SIRV_CLIENT_ID: clientId,
      SIRV_CLIENT_SECRET: clientSecret,
      SIRV_ENDPOINT: sandbox.endpoint,
      SESSION_SECRET: "FAKE-session-secret",
    });
    cookie = await logIn(server);
  });
  afterAll(async () => server?.close());

  /** Asks the broker as a page of its own origin does, through a proxy. */
  const ask = async (
    headers: Readonly<Record<string, string>>,
    method: string = "POST",
  ): Promise<Answer> => {
    const own = {
      origin: server.origin,
      "sec-fetch-site": "same-origin",
      "x-forwarded-proto": "http",
    };
    const response = await fetch(`${server.origin}/api/sirv-token`, {
      method,
      headers: {
        ...own,
        ...(method === "POST" && { "content-type": "application/json" }),
        ...headers,
      },
      body: method === "POST" ? "{}" : null,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  const tokenIn = ({ text }: Answer) => (JSON.parse(text) as { token: string }).token;

  const account = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${sandbox.base}/v2/account`, { headers })).status;
  };

  /** Whoever asked got nothing that opens anything, and nobody keeps it. */
  const expectRefusal = async (
    { headers, text }: Answer,
    cacheControl: string | null = "no-store",
  ) => {
    const token = tokenIn(await ask({ cookie }));
    for (const shown of [text, JSON.stringify([...headers])]) expect(shown).not.toContain(token);
    expect(headers.get("cache-control")).toBe(cacheControl);
  };

  test("a session gets a token", async () => {
    const answer = await ask({ cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(JSON.parse(answer.text)).toEqual({
      token: expect.stringMatching(jwt) as string,
      expiresIn: expect.toSatisfy((seconds: number) => seconds > 0 && seconds <= 1200) as number,
      scope: expect.arrayContaining(["account:read"]) as string[],
    });
    expect(await account(tokenIn(answer))).toBe(200);
  });

  test("and another one after Sirv refused that", async () => {
    const token = tokenIn(await ask({ cookie }));
    await sandbox.revoke(token);
    const answer = await ask({ cookie, "sirv-refused-token": token.slice(-16) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(tokenIn(answer)).not.toBe(token);
    expect(await account(tokenIn(answer))).toBe(200);
  });

  test.each([{}, { cookie: "session=FAKE-other" }])("no session gets none: %o", async (headers) => {
    const answer = await ask(headers);
    expect(answer.status).toBe(401);
    await expectRefusal(answer);
  });

  test.each(["POST", "OPTIONS"])("a foreign page gets none by %s", async (method) => {
    const answer = await ask({ cookie, ...foreign }, method);
    expect(answer.status).toBe(403);
    expect(answer.headers.has("access-control-allow-origin")).toBe(false);
    await expectRefusal(answer);
  });

  test("a page of a listed origin may ask with its cookie", async () => {
    const asked = "content-type,sirv-refused-token";
    const preflight = await ask({ ...listed, "access-control-request-headers": asked }, "OPTIONS");
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toBe(asked);
    await expectRefusal(preflight);
    const answer = await ask({ cookie, ...listed });
    expect(answer.status).toBe(200);
    for (const { headers } of [preflight, answer]) {
      expect(headers.get("access-control-allow-origin")).toBe(listed.origin);
      expect(headers.get("access-control-allow-credentials")).toBe("true");
    }
  });

  test("what a form can send gets none", async () => {
    const answer = await ask({ cookie, "content-type": "text/plain" });
    expect(answer.status).toBe(415);
    await expectRefusal(answer);
  });

  test("GET gets none", async () => {
    const answer = await ask({ cookie }, "GET");
    expect(answer.status).toBe(405);
    // The reply of a framework's router never saw the broker.
    await expectRefusal(answer, routesMethods ? null : "no-store");
  });
});
