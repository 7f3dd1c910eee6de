import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { freePort } from "../browsers/free-port.ts";
import { startServer } from "./running-server.ts";

/** The command of a server that answers with its port. */
const serving = (port: number) =>
  [
    process.execPath,
    "--eval",
    `require("http").createServer((_, reply) => reply.end("${port}")).listen(${port}, "127.0.0.1")`,
  ] as const;

test("where another program took the port, another port is tried", async (context) => {
  const other = createServer().listen(0, "127.0.0.1");
  context.onTestFinished(() => void other.close());
  await once(other, "listening");
  const { port: taken } = other.address() as AddressInfo;
  const ports: number[] = [];
  const server = await startServer((port) => {
    ports.push(port);
    return { command: serving(ports.length === 1 ? taken : port), env: {} };
  });
  context.onTestFinished(async () => server.close());
  expect(await (await fetch(server.origin)).text()).toBe(String(ports[1]));
});

test("a program that a signal ends is told at once", async () => {
  const started = startServer(() => ({ command: ["sh", "-c", "echo FAKE; kill -9 $$"], env: {} }));
  await expect(started).rejects.toThrow(/does not answer\.\nFAKE/);
});

test("a port is given but once", async () => {
  const ports = await Promise.all(Array.from({ length: 200 }, freePort));
  expect(new Set(ports).size).toBe(200);
});
