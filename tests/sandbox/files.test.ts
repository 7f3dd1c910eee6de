import { describe, expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, post, tokenOf } from "../support/ask.ts";

/** A sandbox, called with a token of its own. */
async function setUp() {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  const call = {
    sandbox,
    get: async (path: string) => get(sandbox, `/v2/files/${path}`, token),
    post: async (path: string) => post(sandbox, `/v2/files/${path}`, token),
    upload: async (filename: string, body: BodyInit = "x", type: string = "image/jpeg") =>
      post(sandbox, `/v2/files/upload?filename=${encodeURIComponent(filename)}`, token, body, {
        "content-type": type,
      }),
    /** The names in a folder, page by page. */
    pages: async (dirname: string): Promise<string[][]> => {
      const pages: string[][] = [];
      let continuation: string | undefined = "";
      while (continuation !== undefined) {
        const response = await call.get(`readdir?dirname=${dirname}&continuation=${continuation}`);
        const page = (await response.json()) as { contents: { filename: string }[] } & {
          continuation?: string;
        };
        pages.push(page.contents.map(({ filename }) => filename));
        ({ continuation } = page);
      }
      return pages;
    },
  };
  return call;
}

interface Times {
  readonly ctime: string;
  readonly mtime: string;
}

/** What a refusal of the file system looks like. */
async function refusal(response: Response) {
  return [response.status, await response.json()];
}

const refused = (status: number, message: string) => [status, { name: "RiakFsError", message }];

describe("upload and download", () => {
  test("what was uploaded can be downloaded, byte for byte", async () => {
    const { upload, get: ask } = await setUp();
    const bytes = new Uint8Array([0, 255, 10, 13]);
    const uploaded = await upload("shop/big/b.jpg", bytes);
    expect(uploaded.status).toBe(200);
    expect(uploaded.headers.get("content-length")).toBe("0");
    expect(await uploaded.text()).toBe("");
    const file = await ask("download?filename=/shop/big/b.jpg");
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
  });

  test("a download may be kept for a day, and has no rate limit, as the reference shows it", async () => {
    const { upload, get: ask, sandbox } = await setUp();
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
    const { sandbox, get: ask } = await setUp();
    const body = new Uint8Array([1]);
    await post(sandbox, "/v2/files/upload?filename=/a", await tokenOf(sandbox), body);
    const file = await ask("download?filename=/a");
    expect(file.headers.get("content-type")).toBe("application/octet-stream");
  });

  test("another upload takes the place of the first, which keeps its birthday", async () => {
    const { sandbox, upload, get: ask } = await setUp();
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
    const { upload, post: send } = await setUp();
    await upload("/a.jpg");
    await send("mkdir?dirname=/folder");
    expect(await refusal(await upload(filename))).toEqual(refused(409, message));
  });

  test("nothing goes without a token", async () => {
    const { sandbox } = await setUp();
    expect((await post(sandbox, "/v2/files/upload?filename=/a", "FAKE", "x")).status).toBe(401);
  });
});

describe("stat", () => {
  test("of a file", async () => {
    const { upload, get: ask } = await setUp();
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
    const { upload, post: send, get: ask } = await setUp();
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
    const { upload, get: ask, post: send } = await setUp();
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
    const { upload, pages } = await setUp();
    const names = Array.from({ length: count }, (_, index) => `${index}ü+/&.jpg`);
    for (const name of names) await upload(`/all/${name.replace("/", "-")}`);
    const listed = await pages("/all");
    expect(listed.map(({ length }) => length)).toEqual(lengths);
    expect(new Set(listed.flat())).toEqual(new Set(names.map((name) => name.replace("/", "-"))));
  });

  test("a page does not change with what was deleted before it", async () => {
    const { upload, get: ask, post: send } = await setUp();
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
    const { upload, pages } = await setUp();
    const names = ["Z", "_", "a", "ä"];
    for (const name of names.toReversed()) await upload(`/${name}`);
    expect(await pages("/")).toEqual([names]);
  });

  test.each(["null", "undefined", "2", "YWJj", "*"])(
    "the continuation %s, which was not given, is a 400",
    async (continuation) => {
      const { get: ask } = await setUp();
      const response = await ask(`readdir?dirname=/&continuation=${continuation}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ message: expect.stringContaining("contin") });
    },
  );
});

describe("a folder's times", () => {
  test("are those of when it was made", async () => {
    const { sandbox, post: send, upload, get: ask } = await setUp();
    await send("mkdir?dirname=/made");
    const before = await (await ask("stat?filename=/made")).json();
    sandbox.clock.advance(60_000);
    await upload("/made/a.jpg");
    expect(await (await ask("stat?filename=/made")).json()).toEqual(before);
  });

  test("are, if nobody made it, from the first to the last of what is in it", async () => {
    const { sandbox, upload, get: ask } = await setUp();
    for (const name of ["b", "c", "a"]) {
      await upload(`/shop/${name}.jpg`);
      sandbox.clock.advance(60_000);
    }
    const { ctime, mtime } = (await (await ask("stat?filename=/shop")).json()) as Times;
    const first = (await (await ask("stat?filename=/shop/b.jpg")).json()) as Times;
    const last = (await (await ask("stat?filename=/shop/a.jpg")).json()) as Times;
    expect([ctime, mtime]).toEqual([first.ctime, last.mtime]);
  });
});

describe("mkdir", () => {
  test("makes a folder, and those above it", async () => {
    const { post: send, get: ask } = await setUp();
    const made = await send("mkdir?dirname=/a/b");
    expect([made.status, await made.text()]).toEqual([200, ""]);
    expect((await ask("stat?filename=/a")).status).toBe(200);
    expect((await ask("readdir?dirname=/a/b")).status).toBe(200);
  });

  test.each(["/", "/shop", "/shop/a.jpg"])("refuses %s, which exists", async (path) => {
    const { upload, post: send } = await setUp();
    await upload("/shop/a.jpg");
    const message = `Path already exists: ${path}`;
    expect(await refusal(await send(`mkdir?dirname=${path}`))).toEqual(refused(409, message));
  });
});

describe("delete", () => {
  test("removes a file, and the folder with it that nobody made", async () => {
    const { upload, post: send, get: ask } = await setUp();
    await upload("/shop/a.jpg");
    const response = await send("delete?filename=/shop/a.jpg");
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(response.headers.get("content-length")).toBe("0");
    expect((await ask("stat?filename=/shop/a.jpg")).status).toBe(404);
    expect((await ask("stat?filename=/shop")).status).toBe(404);
  });

  test("removes a folder that is empty", async () => {
    const { upload, post: send, get: ask } = await setUp();
    await send("mkdir?dirname=/made");
    await upload("/made/a.jpg");
    const message = "Directory not empty: /made";
    expect(await refusal(await send("delete?filename=/made"))).toEqual(refused(409, message));
    await send("delete?filename=/made/a.jpg");
    expect((await ask("stat?filename=/made")).status).toBe(200);
    expect((await send("delete?filename=/made/")).status).toBe(200);
    expect((await ask("stat?filename=/made")).status).toBe(404);
  });

  test("leaves the root", async () => {
    const { post: send } = await setUp();
    const message = "Permission denied: /";
    expect(await refusal(await send("delete?filename=/"))).toEqual(refused(403, message));
    expect(await refusal(await send("rename?from=/&to=/a"))).toEqual(refused(403, message));
  });
});

describe("rename", () => {
  test("moves a file, as it is", async () => {
    const { upload, post: send, get: ask } = await setUp();
    await upload("/a.jpg", "four");
    const before = await (await ask("stat?filename=/a.jpg")).json();
    expect((await send("rename?from=/a.jpg&to=/deep/b.jpg")).status).toBe(200);
    expect(await (await ask("stat?filename=/deep/b.jpg")).json()).toEqual(before);
    expect((await ask("stat?filename=/a.jpg")).status).toBe(404);
  });

  test("moves a folder with all that is in it, and none that is called alike", async () => {
    const { upload, post: send, pages } = await setUp();
    await send("mkdir?dirname=/a/empty");
    for (const name of ["/a/1.jpg", "/a/b/2.jpg", "/ab/3.jpg"]) await upload(name);
    expect((await send("rename?from=/a&to=/c/d")).status).toBe(200);
    expect(await pages("/")).toEqual([["ab", "c"]]);
    expect(await pages("/c/d")).toEqual([["1.jpg", "b", "empty"]]);
    expect(await pages("/c/d/b")).toEqual([["2.jpg"]]);
  });

  test.each([
    ["/a/1.jpg", "/b.jpg", "Path already exists: /b.jpg"],
    ["/a/1.jpg", "/a/1.jpg", "Path already exists: /a/1.jpg"],
    ["/b.jpg", "/a", "Path already exists: /a"],
    ["/b.jpg", "/a/1.jpg/c.jpg", "Not a directory: /a/1.jpg"],
    ["/a", "/a/b", "A folder can't be moved into itself: /a/b"],
  ])("does not move %s to %s", async (from, to, message) => {
    const { upload, post: send, pages } = await setUp();
    for (const name of ["/a/1.jpg", "/b.jpg"]) await upload(name);
    expect(await refusal(await send(`rename?from=${from}&to=${to}`))).toEqual(
      refused(409, message),
    );
    expect([await pages("/"), await pages("/a")]).toEqual([[["a", "b.jpg"]], [["1.jpg"]]]);
  });
});

test.each([
  ["get", "stat?filename=/no/where.jpg"],
  ["get", "download?filename=/no/where.jpg"],
  ["get", "readdir?dirname=/no/where.jpg"],
  ["post", "delete?filename=/no/where.jpg"],
  ["post", "rename?from=/no/where.jpg&to=/b"],
] as const)("%s %s, which is not there, is a 404", async (method, path) => {
  const call = await setUp();
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
  const call = await setUp();
  const response = await call[method](path);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ statusCode: 400, error: "Bad Request", message });
});
