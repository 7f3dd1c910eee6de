// Builds and packs the package once, and installs it as a user would: these tests know nothing of the
// package but what npm made of it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { install } from "./install.ts";
import { serveRegistry } from "./registry.ts";
import { run } from "./run.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder of this run; the tests' apps are in it. */
    folder: string;
    /** The files of the tarball, and where they are installed. */
    packed: { readonly files: readonly string[]; readonly folder: string };
    /** A registry that has the package. */
    registry: string;
  }
}

interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "sirv-token-"));
  await run("npm", ["run", "build"]);
  const packing = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [report] = JSON.parse((await run("npm", packing)).stdout) as PackReport[];
  if (!report) throw new Error("npm packed nothing");

  const registry = await serveRegistry(
    {
      manifest: JSON.parse(readFileSync("package.json", "utf8")) as {
        name: string;
        version: string;
      },
      tarball: new Uint8Array(readFileSync(join(folder, report.filename))),
    },
    (await run("npm", ["config", "get", "registry"])).stdout.trim(),
  );

  // Most apps share one install: what they are about is what comes after it.
  const apps = join(folder, "apps");
  mkdirSync(apps);
  writeFileSync(join(apps, "package.json"), '{"private":true,"type":"module"}');
  await install(apps, registry.origin, "sirv-token");

  provide("folder", folder);
  provide("packed", {
    files: report.files.map(({ path }) => path),
    folder: join(apps, "node_modules/sirv-token"),
  });
  provide("registry", registry.origin);
  return async () => {
    await registry.close();
    rmSync(folder, { recursive: true });
  };
}
