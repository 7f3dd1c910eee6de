import { brotliCompressSync } from "node:zlib";
import { blaming } from "../measure/blaming.ts";
import { type Bundler, esbuild, rolldown } from "../measure/bundlers.ts";
import { apps, type NamedApp } from "../peers/apps.ts";
import type { Work } from "./work.ts";

/** What an app has to load. */
export const bundleSize: Work = {
  name: "bundle",
  title: "The size in an app's bundle",
  explanation:
    "Bytes of an app that exports just what it needs of each, bundled and minified with everything that comes along, for this library ky and valibot; and the same compressed with brotli, as servers send it. What runs in pages is bundled for these, the rest for Node, whose own modules are not counted.",
  async measure({ progress }) {
    const rows: string[][] = [];
    for (const app of apps) {
      progress(app.name);
      const { name, purpose, platform } = app;
      const where = platform === "browser" ? "anywhere" : "Node";
      rows.push([
        name,
        purpose,
        where,
        ...(await sizesOf(app, "rolldown", rolldown)),
        ...(await sizesOf(app, "esbuild", esbuild)),
      ]);
    }
    return {
      columns: [
        "who",
        "what for",
        "runs in",
        "rolldown: minified",
        "rolldown: brotli",
        "esbuild: minified",
        "esbuild: brotli",
      ],
      rows,
    };
  },
};

async function sizesOf(app: NamedApp, name: string, bundler: Bundler): Promise<string[]> {
  const code = Buffer.from(await blaming(`${name} with ${app.name}`, () => bundler(app)));
  return [code, brotliCompressSync(code)].map(({ byteLength }) => String(byteLength));
}
