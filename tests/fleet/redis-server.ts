import { once } from "node:events";
import { createConnection } from "node:net";
import { vi } from "vitest";
import { startProgram } from "../browsers/child-program.ts";
import { freePort } from "../browsers/free-port.ts";

/** A Redis of a test's own, which keeps nothing on disk. */
export interface RedisServer {
  readonly port: number;
  /** Where an instance finds it. */
  readonly env: { readonly REDIS_URL: string };
  /** Sends it a signal: it stops, goes on, or is killed. */
  signal(name: "SIGSTOP" | "SIGCONT" | "SIGKILL"): void;
  end(): Promise<void>;
}

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  // Left open, its output would hold the pipe of whoever waits for the tests' end.
  const program = await startProgram("redis-server", args, "ignore");
  await vi.waitFor(async () => ping(port), 10_000);
  return {
    port,
    env: { REDIS_URL: `redis://127.0.0.1:${port}` },
    signal: (name) => void program.process.kill(name),
    async end() {
      program.process.kill("SIGCONT");
      await program.end();
    },
  };
}

async function ping(port: number): Promise<void> {
  const socket = createConnection(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    socket.write("PING\r\n");
    await once(socket, "data");
  } finally {
    socket.destroy();
  }
}
