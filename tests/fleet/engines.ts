import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { denoProgram } from "../../scripts/places.ts";
import type { Runtime } from "./fleet.ts";

/** What keeps what a store is given. */
export interface Engine {
  /** Where an instance finds it. */
  readonly env: Readonly<Record<string, string>>;
  /** What runs the instances, if not Node. */
  readonly runtime?: Runtime;
  end(): Promise<void>;
}

/** Postgres itself, compiled to WebAssembly, which keeps its process busy for seconds. */
export async function startPostgres(): Promise<Engine> {
  const child = fork("tests/fleet/postgres-server.ts");
  const [port] = (await once(child, "message")) as [number];
  return {
    env: { DATABASE_URL: `postgres://postgres:postgres@127.0.0.1:${port}/postgres` },
    async end() {
      const exited = once(child, "exit");
      // It ends with its channel.
      child.disconnect();
      await exited;
    },
  };
}

/** Deno's own store, in a file. */
export async function startDenoKv(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), "deno-kv-"));
  return {
    env: { DENO_DIR: folder },
    runtime: { execPath: denoProgram, execArgv: ["run", "--allow-all", "--unstable-kv"] },
    end: async () => rmSync(folder, { recursive: true }),
  };
}
