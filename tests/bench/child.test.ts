import { expect, test } from "vitest";
import { startChild } from "../../bench/measure/child.ts";
import { startServer } from "../../bench/measure/start-server.ts";

test("a server counts its requests, and behaves as it is told to", async () => {
  const server = await startServer();
  try {
    const ask = async () => (await fetch(server.endpoint, { method: "POST", body: "{}" })).status;
    expect([await ask(), await ask()]).toEqual([200, 200]);
    expect(await server.requests()).toBe(2);
    await server.set({ status: 503 });
    expect(await ask()).toBe(503);
    expect(await server.requests()).toBe(1);
  } finally {
    server.close();
  }
});

test("a program that ends before its answer is named", async () => {
  // There is none of that name.
  const child = startChild("nobody.ts", ["axios"]);
  await expect(child.next()).rejects.toThrow("nobody.ts axios has ended: 1.");
  await expect(child.ask("anything")).rejects.toThrow("nobody.ts axios has ended: 1.");
});
