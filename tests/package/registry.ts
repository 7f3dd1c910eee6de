import { createHash } from "node:crypto";
import { Hono } from "hono";
import { serve, type Served } from "../../lib/cli/serve.ts";

/** A package as npm packed it. */
export interface Packed {
  readonly manifest: { readonly name: string; readonly version: string };
  readonly tarball: Uint8Array<ArrayBuffer>;
}

/**
 * A package registry with this one package, so that it is installed as from npm: by its name, and by
 * each package manager's own rules. Any other name is for the registry that npm would ask.
 */
export async function serveRegistry(
  { manifest, tarball }: Packed,
  elsewhere: string,
): Promise<Served> {
  const { name, version } = manifest;
  const digest = (algorithm: string, encoding: "base64" | "hex") =>
    createHash(algorithm).update(tarball).digest(encoding);
  const app = new Hono();
  app.get(`/${name}/-/${name}-${version}.tgz`, ({ body }) => body(tarball));
  app.get(`/${name}`, ({ req, json }) =>
    json({
      name,
      "dist-tags": { latest: version },
      versions: {
        [version]: {
          ...manifest,
          dist: {
            tarball: `${new URL(req.url).origin}/${name}/-/${name}-${version}.tgz`,
            shasum: digest("sha1", "hex"),
            integrity: `sha512-${digest("sha512", "base64")}`,
          },
        },
      },
    }),
  );
  app.get("*", ({ req, redirect }) => redirect(new URL(req.path.slice(1), elsewhere).href));
  return serve(async (request) => app.fetch(request), 0);
}
