import { describe, expect, test } from "vitest";
import { post, tokenOf } from "../support/ask.ts";
import { createFileCalls, refusal, refused } from "./file-calls.ts";

describe("upload and download", () => {
  test("what was uploaded can be downloaded, byte for byte", async () => {
    const { upload, get: ask } = await createFileCalls();
    const bytes = new Uint8Array([0, 255, 10, 13]);
    const uploaded = await upload("shop/big/b.jpg", bytes);
    expect(uploaded.status).toBe(200);
    expect(uploaded.headers.get("content-length")).toBe("0");
    expect(await uploaded.text()).toBe("");
    const file = await ask("download?filename=/shop/big/b.jpg");
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
  });

  test("a download may be kept for a day, and has no rate limit, as the reference shows it", async () => {
    const { upload, get: ask, sandbox } = await createFileCalls();
    sandbox.clock.set(Date.UTC(2021, 7, 9, 13, 31, 31));
    await upload("/uploaded.txt", "", "text/plain; charset=utf-8");
    const { headers } = await ask("download?filename=/uploaded.txt");
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(headers.get("last-modified")).toBe("Mon, 09 Aug 2021 13:31:31 GMT");
    expect(headers.get("cache-control")).toBe("max-age=86400");
    expect(headers.get("etag")).toBe('"61112e33-0"');
    expect(headers.get("expires")).toMatch(/^Tue, 10 Aug 2021 13:31:3\d GMT$/);
    expect(headers.get("accept-ranges")).toBe("bytes");
    expect([...headers.keys()].filter((name) => name.includes("ratelimit"))).toEqual([]);
  });

  test("a file without a type is just bytes", async () => {
    const { sandbox, get: ask } = await createFileCalls();
    const body = new Uint8Array([1]);
    await post(sandbox, "/v2/files/upload?filename=/a", await tokenOf(sandbox), body);
    const file = await ask("download?filename=/a");
    expect(file.headers.get("content-type")).toBe("application/octet-stream");
  });

  test("another upload takes the place of the first, which keeps its birthday", async () => {
    const { sandbox, upload, get: ask } = await createFileCalls();
    await upload("/a.jpg");
    const first = (await (await ask("stat?filename=/a.jpg")).json()) as { ctime: string };
    sandbox.clock.advance(1000);
    await upload("/a.jpg", "longer");
    const { ctime, mtime, size } = (await (await ask("stat?filename=/a.jpg")).json()) as {
      ctime: string;
      mtime: string;
      size: number;
    };
    expect([ctime, size]).toEqual([first.ctime, 6]);
    expect(Date.parse(mtime) - Date.parse(ctime)).toBeGreaterThanOrEqual(1000);
  });

  test.each([
    ["/folder", "File is a directory: /folder"],
    ["/", "File is a directory: /"],
    ["/a.jpg/b.jpg", "Not a directory: /a.jpg"],
  ])("%s can't be written where something else is", async (filename, message) => {
    const { upload, post: send } = await createFileCalls();
    await upload("/a.jpg");
    await send("mkdir?dirname=/folder");
    expect(await refusal(await upload(filename))).toEqual(refused(409, message));
  });

  test("nothing goes without a token", async () => {
    const { sandbox } = await createFileCalls();
    expect((await post(sandbox, "/v2/files/upload?filename=/a", "FAKE", "x")).status).toBe(401);
  });
});

describe("stat", () => {
  test("of a file", async () => {
    const { upload, get: ask } = await createFileCalls();
    await upload("/REST API Examples/uploaded.txt", "four", "text/plain");
    const response = await ask("stat?filename=%2FREST%20API%20Examples%2Fuploaded.txt");
    expect(await response.json()).toEqual({
      mtime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      ctime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      contentType: "text/plain",
      size: 4,
      isDirectory: false,
      meta: {},
    });
  });

  test.each(["/", "/shop", "/shop/", "/shop/big", "/made"])("of the folder %s", async (path) => {
    const { upload, post: send, get: ask } = await createFileCalls();
    await upload("/shop/big/b.jpg");
    await send("mkdir?dirname=/made");
    const response = await ask(`stat?filename=${path}`);
    expect(await response.json()).toEqual({
      mtime: expect.any(String) as unknown,
      ctime: expect.any(String) as unknown,
      size: 0,
      isDirectory: true,
      meta: {},
    });
  });
});

describe("readdir", () => {
  test("lists what is in the folder and not what is deeper", async () => {
    const { upload, get: ask, post: send } = await createFileCalls();
    for (const name of ["/shop/a.txt", "shop/big/b.jpg", "/c.jpg"]) {
      await upload(name, "four", name.endsWith("txt") ? "text/plain" : "image/jpeg");
    }
    await send("mkdir?dirname=/empty");
    const list = await ask("readdir?dirname=/shop/");
    const mtime = expect.any(String) as unknown;
    expect(await list.json()).toEqual({
      contents: [
        {
          filename: "a.txt",
          mtime,
          contentType: "text/plain",
          size: 4,
          isDirectory: false,
          meta: {},
        },
        { filename: "big", mtime, size: 0, isDirectory: true, meta: {} },
      ],
    });
    const root = await ask("readdir?dirname=/");
    expect(await root.json()).toMatchObject({
      contents: [{ filename: "c.jpg" }, { filename: "empty" }, { filename: "shop" }],
    });
    expect(await (await ask("readdir?dirname=/empty")).json()).toEqual({ contents: [] });
  });

  test.each([
    [100, [100]],
    [101, [100, 1]],
    [220, [100, 100, 20]],
  ])("%i files come in pages of at most 100: %j", async (count, lengths) => {
    const { upload, pages } = await createFileCalls();
    const names = Array.from({ length: count }, (_, index) => `${index}ü+/&.jpg`);
    for (const name of names) await upload(`/all/${name.replace("/", "-")}`);
    const listed = await pages("/all");
    expect(listed.map(({ length }) => length)).toEqual(lengths);
    expect(new Set(listed.flat())).toEqual(new Set(names.map((name) => name.replace("/", "-"))));
  });

  test("a page does not change with what was deleted before it", async () => {
    const { upload, get: ask, post: send } = await createFileCalls();
    for (let index = 100; index < 220; index += 1) await upload(`/${index}.jpg`);
    const first = (await (await ask("readdir?dirname=/")).json()) as { continuation: string };
    for (let index = 100; index < 200; index += 1) await send(`delete?filename=/${index}.jpg`);
    const rest = await ask(`readdir?dirname=/&continuation=${first.continuation}`);
    const { contents } = (await rest.json()) as { contents: { filename: string }[] };
    expect(contents.map(({ filename }) => filename)).toEqual(
      Array.from({ length: 20 }, (_, index) => `${200 + index}.jpg`),
    );
  });

  test("names are in the order of their code units, which is that of the pages too", async () => {
    const { upload, pages } = await createFileCalls();
    const names = ["Z", "_", "a", "ä"];
    for (const name of names.toReversed()) await upload(`/${name}`);
    expect(await pages("/")).toEqual([names]);
  });

  test.each(["null", "undefined", "2", "YWJj", "*"])(
    "the continuation %s, which was not given, is a 400",
    async (continuation) => {
      const { get: ask } = await createFileCalls();
      const response = await ask(`readdir?dirname=/&continuation=${continuation}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ message: expect.stringContaining("contin") });
    },
  );
});

test.each([
  ["get", "stat?filename=/no/where.jpg"],
  ["get", "download?filename=/no/where.jpg"],
  ["get", "readdir?dirname=/no/where.jpg"],
  ["post", "delete?filename=/no/where.jpg"],
  ["post", "rename?from=/no/where.jpg&to=/b"],
] as const)("%s %s, which is not there, is a 404", async (method, path) => {
  const call = await createFileCalls();
  const message = "No such file or directory: /no/where.jpg";
  expect(await refusal(await call[method](path))).toEqual(refused(404, message));
});

test.each([
  ["post", "upload", '"filename" is required'],
  ["get", "download?filename=", '"filename" is required'],
  ["get", "stat?dirname=/a", '"filename" is required'],
  ["get", "readdir", '"dirname" is required'],
  ["post", "mkdir?filename=/a", '"dirname" is required'],
  ["post", "delete", '"filename" is required'],
  ["post", "rename", '"from" is required. "to" is required'],
  ["post", "rename?from=/a", '"to" is required'],
] as const)("%s %s lacks a path", async (method, path, message) => {
  const call = await createFileCalls();
  const response = await call[method](path);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ statusCode: 400, error: "Bad Request", message });
});
