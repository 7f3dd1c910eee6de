import { expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, post, tokenOf } from "../support/ask.ts";

interface Found {
  readonly hits: readonly { readonly _source: { readonly filename: string } }[];
  readonly total: number;
}

const json = { "content-type": "application/json" };

/** A sandbox with some files, to be searched. */
async function setUp(...files: readonly string[]) {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  for (const filename of files) {
    sandbox.clock.advance(1000);
    await post(sandbox, `/v2/files/upload?filename=${filename}`, token, filename, {
      "content-type": filename.endsWith(".jpg") ? "image/jpeg" : "text/plain",
    });
  }
  const search = async (body: unknown) =>
    post(sandbox, "/v2/files/search", token, JSON.stringify(body), json);
  return {
    sandbox,
    token,
    search,
    names: async (body: unknown) => {
      const { hits } = (await (await search(body)).json()) as Found;
      return hits.map(({ _source }) => _source.filename);
    },
  };
}

test("a hit tells all that the reference shows", async () => {
  const { search } = await setUp("/shop/a.jpg", "/b.txt");
  const response = await search({ query: "extension:.jpg", sort: { "filename.raw": "asc" } });
  expect(response.status).toBe(200);
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown;
  const id = expect.any(String) as unknown;
  expect(await response.json()).toEqual({
    hits: [
      {
        _index: "sandbox",
        _id: id,
        _score: null,
        _source: {
          accountId: id,
          filename: "/shop/a.jpg",
          dirname: "/shop",
          basename: "a.jpg",
          extension: ".jpg",
          id,
          ctime: time,
          mtime: time,
          size: 11,
          contentType: "image/jpeg",
          meta: { width: 0, height: 0, duration: 0 },
        },
        sort: ["/shop/a.jpg"],
      },
    ],
    total: 1,
    _relation: "eq",
  });
});

test.each([
  ["-dirname:\\/.Trash", ["/a.jpg", "/shop/b.jpg", "/shop/deep/c.txt"]],
  ["dirname:\\/shop", ["/shop/b.jpg", "/shop/deep/c.txt"]],
  ["dirname.paths:\\/shop\\/deep", ["/shop/deep/c.txt"]],
  ["contentType:image*", ["/a.jpg", "/shop/b.jpg", "/.Trash/d.jpg"]],
  ["size:>7 AND -dirname:\\/.Trash", ["/shop/b.jpg", "/shop/deep/c.txt"]],
  ["b", ["/shop/b.jpg"]],
  ["isDirectory:true", []],
  ["-_exists_:extension", ["/.Trash/.hidden"]],
])("%s", async (query, found) => {
  const { names } = await setUp(
    "/a.jpg",
    "/shop/b.jpg",
    "/shop/deep/c.txt",
    "/.Trash/d.jpg",
    "/.Trash/.hidden",
  );
  expect(await names({ query })).toEqual(found);
});

test.each([
  [{}, ["/b.jpg", "/a.jpg", "/longer.jpg"]],
  [{ sort: { "filename.raw": "asc" } }, ["/a.jpg", "/b.jpg", "/longer.jpg"]],
  [{ sort: { "filename.raw": "desc" } }, ["/longer.jpg", "/b.jpg", "/a.jpg"]],
  [{ sort: { size: "desc", basename: "asc" } }, ["/longer.jpg", "/a.jpg", "/b.jpg"]],
  [{ sort: { "basename.raw": "desc" } }, ["/longer.jpg", "/b.jpg", "/a.jpg"]],
  [{ sort: { extension: "asc", ctime: "desc" } }, ["/longer.jpg", "/a.jpg", "/b.jpg"]],
  [{ sort: { contentType: "asc", mtime: "asc" } }, ["/b.jpg", "/a.jpg", "/longer.jpg"]],
  [{ from: 1, size: 1 }, ["/a.jpg"]],
  [{ size: 0 }, []],
  [{ from: 3 }, []],
])("%j orders and pages", async (body, found) => {
  const { names } = await setUp("/b.jpg", "/a.jpg", "/longer.jpg");
  expect(await names(body)).toEqual(found);
});

test("the total is of all, not of the page; one page has at most 100", async () => {
  const { search } = await setUp(...Array.from({ length: 101 }, (_, index) => `/${index}.jpg`));
  const { hits, total } = (await (await search({ query: "*" })).json()) as Found;
  expect([hits.length, total]).toEqual([100, 101]);
});

test("what was deleted is not found, and what was renamed is under its new name", async () => {
  const { sandbox, token, names } = await setUp("/a.jpg", "/b.jpg");
  await post(sandbox, "/v2/files/delete?filename=/a.jpg", token);
  await post(sandbox, "/v2/files/rename?from=/b.jpg&to=/shop/c.jpg", token);
  expect(await names({})).toEqual(["/shop/c.jpg"]);
});

test("the size of an image is in a search, with its format, and in stat, without", async () => {
  const { sandbox, token, search } = await setUp();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"></svg>';
  const type = { "content-type": "image/svg+xml" };
  await post(sandbox, "/v2/files/upload?filename=/a.svg", token, svg, type);
  const meta = { width: 30, height: 20, duration: 0 };
  const found = await search({ query: "meta.width:[30 TO 30] AND meta.format:svg" });
  expect(await found.json()).toMatchObject({
    hits: [{ _source: { meta: { ...meta, format: "SVG" } } }],
  });
  const stat = await get(sandbox, "/v2/files/stat?filename=/a.svg", token);
  expect(await stat.json()).toMatchObject({ meta });
  const { contents } = (await (
    await get(sandbox, "/v2/files/readdir?dirname=/", token)
  ).json()) as { contents: { meta: object }[] };
  expect(contents[0]?.meta).toEqual(meta);
});

test.each([
  [null, "the body must be an object"],
  [[], "the body must be an object"],
  ["text", "the body must be an object"],
  [{ query: 5 }, '"query" must be a string'],
  [{ query: "a".repeat(1025) }, '"query" must have at most 1024 characters'],
  [{ size: 101 }, '"size" must be a whole number from 0 to 100'],
  [{ size: "5" }, '"size" must be a whole number from 0 to 100'],
  [{ from: -1 }, '"from" must be a whole number from 0 to 1000'],
  [{ from: 1001 }, '"from" must be a whole number from 0 to 1000'],
  [{ from: 1.5 }, '"from" must be a whole number from 0 to 1000'],
  [{ sort: { mtime: "up" } }, '"sort.mtime" must be asc or desc'],
  [{ sort: "mtime" }, '"sort" must be an object'],
  [{ scroll: 1 }, '"scroll" must be true or false'],
  [{ page: 1 }, '"page" is not allowed'],
  [{ query: "(a" }, "The query can't be read: a ) is missing at the end"],
])("%j breaks the schema", async (body, message) => {
  const { search } = await setUp();
  const response = await search(body);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ statusCode: 400, error: "Bad Request", message });
});

test.each(["", "{", "query=a"])("the body %j is no JSON", async (body) => {
  const { sandbox, token } = await setUp();
  const response = await post(sandbox, "/v2/files/search", token, body, json);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: "Invalid request payload JSON format" });
});

test("a form is no JSON: curl sends one unless it is told not to", async () => {
  const { sandbox, token } = await setUp();
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const response = await post(sandbox, "/v2/files/search", token, "{}", form);
  expect(response.status).toBe(415);
});

test.each([
  [{ scroll: true }, "a search that scrolls"],
  [{ sort: { "meta.title": "asc" } }, 'sorting by "meta.title"'],
  [{ query: "aurora~2" }, 'this query: ~ is not understood at "aurora~2"'],
  [{ query: "type:file" }, 'this query: the field "type" is not known'],
])("what the sandbox lacks says so: %j", async (body, what) => {
  const { search } = await setUp();
  const response = await search(body);
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({
    message: `The sandbox of sirv-token does not have ${what}`,
  });
});
