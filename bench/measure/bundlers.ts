import { build as buildByEsbuild } from "esbuild";
import { build as buildByRolldown } from "rolldown";
import { peersFolder } from "./folders.ts";

/** Bundles an app with all that it imports but Node's own modules, and minifies it. */
export type Bundler = (app: App) => Promise<string>;

/** An app of one module. */
export interface App {
  readonly source: string;
  readonly platform: "browser" | "node";
}

export const rolldown: Bundler = async ({ source, platform }) => {
  const file = `${peersFolder}app.js`;
  const { output } = await buildByRolldown({
    input: file,
    platform,
    logLevel: "warn",
    write: false,
    plugins: [
      {
        name: "app",
        resolveId: (id) => (id === file ? id : null),
        load: (id) => (id === file ? source : null),
      },
    ],
    output: { minify: true, comments: false, codeSplitting: false },
  });
  return output[0].code;
};

export const esbuild: Bundler = async ({ source, platform }) => {
  const { outputFiles } = await buildByEsbuild({
    stdin: { contents: source, resolveDir: peersFolder },
    platform,
    logLevel: "warning",
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    legalComments: "none",
  });
  return outputFiles.map(({ text }) => text).join("");
};
