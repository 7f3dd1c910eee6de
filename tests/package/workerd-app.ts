import { join } from "node:path";
import { build } from "esbuild";
import workerd from "workerd";
import { write } from "./app.ts";
import { type RunningServer, startServer } from "./running-server.ts";

/** Bundles a worker of this folder, and serves it. */
export async function startWorkerd(
  folder: string,
  entry: string,
  env: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    outfile: "bundle/worker.js",
  });
  return startServer((port) => {
    write(folder, { "bundle/config.capnp": configuration(port, env) });
    return { command: [workerd, "serve", join(folder, "bundle/config.capnp")], env: {} };
  });
}

function configuration(port: number, env: Readonly<Record<string, string>>): string {
  const bindings = Object.entries(env).map(
    ([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "worker")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-07-01",
  compatibilityFlags = ["nodejs_compat"],
  bindings = [${bindings.join(", ")}],
);
`;
}
