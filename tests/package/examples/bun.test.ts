import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import type { RunningServer } from "../running-server.ts";
import { checkTypes, clientOf, environmentFor, installExample, startExample } from "./example.ts";

let cwd: string;
let sandbox: RemoteSandbox;
let server: RunningServer;
beforeAll(async () => {
  cwd = await installExample("bun");
  sandbox = await createRemoteSandbox();
  server = await startExample(cwd, environmentFor(sandbox));
});
afterAll(async () => server?.close());

async function send(start: readonly number[], name: string): Promise<Response> {
  const body = new FormData();
  body.append("picture", new Blob([new Uint8Array(start), "FAKE-picture"]), name);
  return fetch(server.origin, { method: "POST", body });
}

const png = [0x89, 0x50, 0x4e, 0x47];

// One after the other: what is scripted is for the next request.
describe("served", { concurrent: false }, () => {
  test("passes a picture on, under a name of its own", async () => {
    const response = await send(png, "../../index.html");
    expect(response.status).toBe(201);
    const [filename = ""] = /\/pictures\/[\da-f-]{36}\.png/.exec(await response.text()) ?? [];
    const searchParams = { filename };
    expect(await clientOf(sandbox).get("files/stat", { searchParams }).json()).toMatchObject({
      contentType: "image/png",
      size: 16,
    });
  });

  test("says so when it could not", async () => {
    await sandbox.fail({ type: "status", status: 403, path: "/v2/files/upload" });
    expect((await send(png, "a.png")).status).toBe(502);
  });

  test("takes nothing but pictures", async () => {
    expect((await send([], "a.png")).status).toBe(415);
    const empty = await fetch(server.origin, { method: "POST", body: new FormData() });
    expect(empty.status).toBe(400);
    const text = await fetch(server.origin, { method: "POST", body: "no form" });
    expect(text.status).toBe(400);
    expect((await fetch(server.origin, { method: "POST" })).status).toBe(400);
    expect((await fetch(`${server.origin}/other`)).status).toBe(404);
    expect(await (await fetch(server.origin)).text()).toContain("<form");
  });
});

test("its types are right", async () => {
  await expect(checkTypes(cwd, "server.ts")).resolves.toBeUndefined();
});
