import { describe, expect, test } from "vitest";
import { createFileCalls, refusal, refused } from "./file-calls.ts";

interface Times {
  readonly ctime: string;
  readonly mtime: string;
}

describe("a folder's times", () => {
  test("are those of when it was made", async () => {
    const { sandbox, post: send, upload, get: ask } = await createFileCalls();
    await send("mkdir?dirname=/made");
    const before = await (await ask("stat?filename=/made")).json();
    sandbox.clock.advance(60_000);
    await upload("/made/a.jpg");
    expect(await (await ask("stat?filename=/made")).json()).toEqual(before);
  });

  test("are, if nobody made it, from the first to the last of what is in it", async () => {
    const { sandbox, upload, get: ask } = await createFileCalls();
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
    const { post: send, get: ask } = await createFileCalls();
    const made = await send("mkdir?dirname=/a/b");
    expect([made.status, await made.text()]).toEqual([200, ""]);
    expect((await ask("stat?filename=/a")).status).toBe(200);
    expect((await ask("readdir?dirname=/a/b")).status).toBe(200);
  });

  test.each(["/", "/shop", "/shop/a.jpg"])("refuses %s, which exists", async (path) => {
    const { upload, post: send } = await createFileCalls();
    await upload("/shop/a.jpg");
    const message = `Path already exists: ${path}`;
    expect(await refusal(await send(`mkdir?dirname=${path}`))).toEqual(refused(409, message));
  });
});

describe("delete", () => {
  test("removes a file, and the folder with it that nobody made", async () => {
    const { upload, post: send, get: ask } = await createFileCalls();
    await upload("/shop/a.jpg");
    const response = await send("delete?filename=/shop/a.jpg");
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(response.headers.get("content-length")).toBe("0");
    expect((await ask("stat?filename=/shop/a.jpg")).status).toBe(404);
    expect((await ask("stat?filename=/shop")).status).toBe(404);
  });

  test("removes a folder that is empty", async () => {
    const { upload, post: send, get: ask } = await createFileCalls();
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
    const { post: send } = await createFileCalls();
    const message = "Permission denied: /";
    expect(await refusal(await send("delete?filename=/"))).toEqual(refused(403, message));
    expect(await refusal(await send("rename?from=/&to=/a"))).toEqual(refused(403, message));
  });
});

describe("rename", () => {
  test("moves a file, as it is", async () => {
    const { upload, post: send, get: ask } = await createFileCalls();
    await upload("/a.jpg", "four");
    const before = await (await ask("stat?filename=/a.jpg")).json();
    expect((await send("rename?from=/a.jpg&to=/deep/b.jpg")).status).toBe(200);
    expect(await (await ask("stat?filename=/deep/b.jpg")).json()).toEqual(before);
    expect((await ask("stat?filename=/a.jpg")).status).toBe(404);
  });

  test("moves a folder with all that is in it, and none that is called alike", async () => {
    const { upload, post: send, pages } = await createFileCalls();
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
    const { upload, post: send, pages } = await createFileCalls();
    for (const name of ["/a/1.jpg", "/b.jpg"]) await upload(name);
    expect(await refusal(await send(`rename?from=${from}&to=${to}`))).toEqual(
      refused(409, message),
    );
    expect([await pages("/"), await pages("/a")]).toEqual([[["a", "b.jpg"]], [["1.jpg"]]]);
  });
});
