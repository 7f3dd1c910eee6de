// What a page loads from a CDN, without a bundler: lib/cdn.ts with ky and valibot inside, as a module and
// as a classic script, and the hashes for their integrity attributes.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "vite";
import manifest from "../package.json" with { type: "json" };

const folder = "dist/cdn";
const module = "sirv-token.js";
const classic = "sirv-token.global.js";

const versionOf = (name: string) =>
  (JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as { version: string })
    .version;
const contents = Object.keys(manifest.dependencies).map((name) => `${name} ${versionOf(name)}`);

await build({
  configFile: false,
  logLevel: "warn",
  build: {
    outDir: folder,
    target: "es2022",
    sourcemap: true,
    lib: {
      entry: "lib/cdn.ts",
      name: "SirvToken",
      formats: ["es", "iife"],
      fileName: (format) => (format === "es" ? module : classic),
    },
    rolldownOptions: {
      output: {
        // Vite leaves the whitespace of modules, for bundlers that look for comments.
        minify: true,
        postBanner: `/*! sirv-token ${manifest.version}, with ${contents.join(" and ")}. MIT License */`,
      },
    },
  },
});

const integrity = Object.fromEntries(
  [module, classic].map((name) => {
    const hash = createHash("sha384").update(readFileSync(`${folder}/${name}`));
    return [name, `sha384-${hash.digest("base64")}`];
  }),
);
writeFileSync(`${folder}/integrity.json`, `${JSON.stringify(integrity, undefined, 2)}\n`);
