// The server's snippet really started, and the page's program run against it.
import { describe, expect, test } from "vitest";
import { brokerPage, brokerServer } from "../../demo/snippets/broker.ts";
import { bodyOf } from "../../demo/snippets/snippet.ts";
import { type Credentials, createTokenProvider } from "../../lib/index.ts";
import { brokeredToken } from "../../lib/broker/index.ts";
import { type RunningServer, startServer } from "../package/running-server.ts";
import {
  createRemoteRecorder,
  createRemoteSandbox,
  httpReply,
  tokenReply,
} from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";
import { environmentSecrets, hostileCredentials, hostileSecrets } from "./hostile.ts";
import { variablesOf, runSnippet, writeSnippet } from "./run-snippet.ts";

const path = "/api/sirv-token";

/** What a visitor is told to fill in, filled in: everybody is logged in. */
const open = (code: string) => {
  const filled = code.replace("(request) => false", "(request) => true");
  expect(filled).not.toBe(code);
  return filled;
};

/** Runs the server as long as something is done with it. */
async function withServer<T>(
  code: string,
  environment: Credentials | undefined,
  use: (server: RunningServer) => Promise<T>,
): Promise<T> {
  const { command, remove } = await writeSnippet("broker-server", code);
  try {
    const env = variablesOf(environment);
    const server = await startServer(() => ({ command, env }));
    try {
      return await use(server);
    } finally {
      await server.close();
    }
  } finally {
    await remove();
  }
}

const ask = async (origin: string, target: string = path) =>
  fetch(origin + target, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });

const client = { clientId: "fakeClient", clientSecret: hostileSecrets["quotes"] ?? "" };

describe.each([
  ["literals", client, undefined],
  ["the environment", undefined, client],
])("with %s", (_, credentials, environment) => {
  test("nobody gets a token until the visitor says who may", async () => {
    const sandbox = await createRemoteSandbox({ clients: [client] });
    const code = brokerServer.write({ endpoint: sandbox.endpoint, credentials });
    await withServer(code, environment, async ({ origin }) => {
      expect((await ask(origin)).status).toBe(401);
      expect((await ask(origin, "/elsewhere")).status).toBe(404);
    });
    expect(await sandbox.requests()).toEqual([]);
  });

  test("the page's program gets its token there, and calls the API with it", async () => {
    const sandbox = await createRemoteSandbox({ clients: [client] });
    const code = brokerServer.write({ endpoint: sandbox.endpoint, credentials, expiresIn: 300 });
    const { stdout, stderr } = await withServer(open(code), environment, async ({ origin }) => {
      // Outside of a page an address is whole; and the snippet is for Sirv's own API.
      const page = brokerPage
        .write({ endpoint: sandbox.endpoint, credentials })
        .replace(path, origin + path)
        .replace("(provider)", `(provider, { baseUrl: "${sandbox.base}/v2/" })`);
      return runSnippet("broker-page", page);
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("alias");
    expect((await sandbox.requests()).map(({ path: asked }) => asked)).toEqual([
      "/v2/token",
      "/v2/account",
    ]);
  });
});

test("the page's program is the same for everybody", () => {
  const code = brokerPage.write({ endpoint: "https://api.sirv.com/v2/token" });
  expect(
    brokerPage.write({ endpoint: "https://a.example", credentials: client, expiresIn: 9 }),
  ).toBe(code);
});

describe.each([
  ["literals", hostileSecrets],
  ["the environment", environmentSecrets],
])("with %s", (source, secrets) => {
  test.concurrent.each(Object.entries(secrets))(
    "the server sends %s as they are",
    async (_, secret) => {
      const credentials = hostileCredentials(secret);
      const recorder = await createRemoteRecorder(httpReply(JSON.stringify(tokenReply)));
      const isLiteral = source === "literals";
      const code = brokerServer.write({
        endpoint: recorder.endpoint,
        credentials: isLiteral ? credentials : undefined,
      });
      expect(code.includes("FAKE")).toBe(isLiteral);
      const environment = isLiteral ? undefined : credentials;
      await withServer(open(code), environment, async ({ origin }) => {
        const provider = createTokenProvider(brokeredToken(origin + path));
        const { token, scope } = await provider.getToken();
        expect([token, scope]).toEqual([tokenReply.token, tokenReply.scope]);
      });
      const [request = ""] = await recorder.requests();
      const body = Buffer.from(parseMessage(request)?.body ?? "", "latin1").toString();
      expect(body).toBe(bodyOf(credentials, undefined));
    },
  );
});
