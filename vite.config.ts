import { chmodSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin, type ViteUserConfig } from "vitest/config";
import projects from "./tests/projects.ts";

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: Record<string, string>;
};

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const entry = {
  index: path("lib/index.ts"),
  broker: path("lib/broker/index.ts"),
  sandbox: path("lib/sandbox/index.ts"),
  shared: path("lib/shared/index.ts"),
};

const config: ViteUserConfig = defineConfig({
  build: {
    target: "es2022",
    sourcemap: true,
    // Published as it can be read; whoever bundles it minifies it.
    minify: false,
    lib: { entry: { ...entry, cli: path("lib/cli/bin.ts") }, formats: ["es"] },
    rolldownOptions: {
      // The rest is bundled: whoever installs the package gets these and nothing more.
      external: [...Object.keys(dependencies), /^node:/],
      output: { chunkFileNames: "[name].js" },
    },
  },
  plugins: [byThemselves()],
  test: {
    silent: "passed-only",
    // Many a test waits for a retry.
    sequence: { concurrent: true },
    // It ends what hangs; a machine that is busy with another place, too, must not reach it.
    testTimeout: 30_000,
    globalSetup: ["tests/support/global-setup.ts"],
    coverage: { include: ["lib/**/*.ts"], reporter: ["text", "html"] },
    projects,
  },
});
export default config;

/** The command runs by itself, and all but the main entry use the others as they are published. */
function byThemselves(): Plugin {
  return {
    name: "by-themselves",
    enforce: "pre",
    apply: "build",
    async resolveId(source, importer) {
      if (!/\/lib\/(broker|cli|sandbox|shared)\//.test(importer ?? "")) return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      const name = Object.entries(entry).find(([, file]) => file === resolved?.id)?.[0];
      return name ? { id: `./${name}.js`, external: "relative" } : null;
    },
    writeBundle: () => chmodSync("dist/cli.js", 0o755),
  };
}
