import { createRequire } from "node:module";

/** What the command reads of the package's own package.json. */
export interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

/** The package's own package.json, wherever the package is installed. */
export function readManifest(): Manifest {
  return createRequire(import.meta.url)("sirv-token/package.json") as Manifest;
}
