import { join } from "node:path";
import { build } from "esbuild";
import workerd from "workerd";
import { workerdConfig } from "../support/workerd-config.ts";
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
    external: ["cloudflare:workers"],
  });
  return startServer((port) => {
    const config = workerdConfig({ port, env, compatibilityFlags: ["nodejs_compat"] });
    write(folder, { "bundle/config.capnp": config });
    return { command: [workerd, "serve", join(folder, "bundle/config.capnp")], env: {} };
  });
}
