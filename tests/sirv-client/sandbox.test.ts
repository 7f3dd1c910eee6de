// Where a client's token comes from: Sirv's own endpoint, or that of a sandbox on this machine.
import { expect, test } from "vitest";
import { createSirvClient } from "../../lib/index.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { createRemoteSandbox, fake } from "../support/control.ts";

test.each(["/v2/", "/v2"])("a base on loopback, with %s, gives the token too", async (path) => {
  const sandbox = await createRemoteSandbox();
  const sirv = createSirvClient(sandbox.credentials, { baseUrl: sandbox.base + path });
  expect(await sirv.get("account").json()).toMatchObject({ alias: "sandbox" });
  expect((await sandbox.requests()).map((request) => request.path)).toEqual([
    "/v2/token",
    "/v2/account",
  ]);
});

test.each(["https://proxy.example/sirv/v2/", "https://127.0.0.1.example/v2/"])(
  "%s moves the API alone: no proxy is handed the secret",
  async (baseUrl) => {
    const { fetch } = createSandbox({ clients: [fake] });
    const bodies: string[] = [];
    const sirv = createSirvClient(fake, {
      baseUrl,
      async fetch(input, init) {
        const request = new Request(input, init);
        bodies.push(`${request.url} ${await request.clone().text()}`);
        return request.url.endsWith("/token") ? fetch(request) : new Response();
      },
    });
    await sirv.get("account");
    expect(bodies).toEqual([
      `https://api.sirv.com/v2/token ${JSON.stringify(fake)}`,
      `${baseUrl}account `,
    ]);
  },
);

test("a sandbox in this process needs its fetch alone", async () => {
  const { credentials, fetch } = createSandbox();
  const sirv = createSirvClient(credentials, { fetch });
  expect(await sirv.get("account").json()).toMatchObject({ alias: "sandbox" });
});

test("a function that gives credentials, or a token, will do for a source", async () => {
  const { credentials, fetch } = createSandbox();
  expect((await createSirvClient(() => credentials, { fetch }).get("account")).status).toBe(200);
  const token = async () => ({ token: "FAKE", expiresIn: 60 });
  const { get } = createSirvClient(token, { fetch: async () => new Response() });
  expect((await get("account")).status).toBe(200);
});
