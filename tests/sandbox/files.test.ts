import { expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../lib/sandbox/index.ts";
import { get, tokenOf } from "../support/ask.ts";

async function upload({ fetch }: Sandbox, token: string, query: string, body: BodyInit) {
  return fetch(`https://api.sirv.com/v2/files/upload${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "image/jpeg" },
    body,
  });
}

test("what was uploaded is listed and can be downloaded, byte for byte", async () => {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  const bytes = new Uint8Array([0, 255, 10, 13]);
  for (const name of ["/shop/a.jpg", "shop/big/b.jpg", "/c.jpg"]) {
    expect((await upload(sandbox, token, `?filename=${name}`, bytes)).status).toBe(200);
  }
  const list = await get(sandbox, "/v2/files/readdir?dirname=/shop/", token);
  expect(await list.json()).toMatchObject({
    contents: [
      { filename: "a.jpg", size: 4, isDirectory: false, contentType: "image/jpeg" },
      { filename: "big", size: 0, isDirectory: true },
    ],
  });
  const root = await get(sandbox, "/v2/files/readdir?dirname=/", token);
  expect(await root.json()).toMatchObject({
    contents: [{ filename: "shop" }, { filename: "c.jpg" }],
  });
  const file = await get(sandbox, "/v2/files/download?filename=/shop/big/b.jpg", token);
  expect(file.headers.get("content-type")).toBe("image/jpeg");
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
});

test("a file without a type is just bytes", async () => {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  await sandbox.fetch("https://api.sirv.com/v2/files/upload?filename=/a", {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: new Uint8Array([1]),
  });
  const file = await get(sandbox, "/v2/files/download?filename=/a", token);
  expect(file.headers.get("content-type")).toBe("application/octet-stream");
});

test("a path is required", async () => {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  expect((await upload(sandbox, token, "", "x")).status).toBe(400);
  expect((await get(sandbox, "/v2/files/readdir", token)).status).toBe(400);
  expect((await get(sandbox, "/v2/files/download?filename=", token)).status).toBe(400);
});

test("what is not there is a 404", async () => {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  expect((await get(sandbox, "/v2/files/download?filename=/a", token)).status).toBe(404);
  const list = await get(sandbox, "/v2/files/readdir?dirname=/a", token);
  expect(await list.json()).toEqual({ contents: [] });
});

test("nothing goes without a token", async () => {
  const sandbox = createSandbox();
  expect((await upload(sandbox, "FAKE", "?filename=/a", "x")).status).toBe(401);
});
