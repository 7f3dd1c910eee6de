// What an app pays for the library: a tiny app is bundled and minified for each way of using it, with
// ky and valibot external, and compressed. Fails when a budget is passed.
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

const apps = [
  {
    name: "requestToken alone",
    source: 'export { requestToken } from "./dist/index.js"',
    budget: 1600,
  },
  { name: "the whole main entry", source: 'export * from "./dist/index.js"', budget: 3200 },
];

for (const { name, source, budget } of apps) {
  const size = brotliCompressSync(await bundle(source)).byteLength;
  const fits = size <= budget;
  process.stdout.write(`${name}: ${size} bytes of ${budget}${fits ? "" : ": TOO LARGE"}\n`);
  if (!fits) process.exitCode = 1;
}

async function bundle(source: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: { entry: "virtual:app", formats: ["es"], fileName: "app" },
      rolldownOptions: { external: ["ky", "valibot"], output: { minify: true } },
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
