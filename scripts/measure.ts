import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

/** What one way of using the library costs. */
export interface Size {
  /** As the README has it. */
  readonly name: string;
  /** Minified and compressed with brotli. */
  readonly bytes: number;
  /** The most that it may be: what the clear version weighed, and a twentieth more. */
  readonly budget: number;
}

/**
 * Measures what was built. For a bundler, a tiny app is bundled and minified for each way of using the
 * library, with ky and valibot external, and for a part the main entry too; for a page, it is the file that a CDN has.
 */
export async function measure(): Promise<readonly Size[]> {
  return [
    {
      name: "`requestToken` alone",
      bytes: compressed(await bundle('export { requestToken } from "./dist/index.js"')),
      budget: 4810,
    },
    {
      name: "the whole main entry",
      bytes: compressed(await bundle('export * from "./dist/index.js"')),
      budget: 9390,
    },
    {
      name: "`sirv-token/shared`",
      bytes: compressed(await bundle('export * from "./dist/shared.js"', true)),
      budget: 1840,
    },
    {
      name: "`sirv-token/broker` on a server",
      bytes: compressed(await bundle('export { createTokenBroker } from "./dist/broker.js"', true)),
      budget: 1590,
    },
    {
      name: "`sirv-token/broker` in a page",
      bytes: compressed(await bundle('export { brokeredToken } from "./dist/broker.js"', true)),
      budget: 970,
    },
    {
      name: "the module from a CDN, ky and valibot inside",
      bytes: compressed(readFileSync("dist/cdn/sirv-token.js")),
      budget: 18_900,
    },
  ];
}

function compressed(code: string | Uint8Array): number {
  return brotliCompressSync(code).byteLength;
}

/** @param isPart - Whether it stands on the main entry, which is then not counted. */
async function bundle(source: string, isPart: boolean = false): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: { entry: "virtual:app", formats: ["es"], fileName: "app" },
      rolldownOptions: {
        external: ["ky", "valibot", ...(isPart ? [/\/dist\/index\.js$/] : [])],
        output: { minify: true },
      },
    },
    plugins: [
      {
        name: "app",
        enforce: "pre",
        resolveId: (id) => (id.endsWith("virtual:app") ? `${process.cwd()}/app.js` : null),
        load: (id) => (id.endsWith("/app.js") ? source : null),
      },
    ],
  });
  const [result] = [output].flat();
  if (!result || !("output" in result)) throw new Error("nothing was built");
  return result.output[0].code;
}
