import { chmodSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  defineConfig,
  type Plugin,
  type TestProjectInlineConfiguration,
  type ViteUserConfig,
} from "vitest/config";

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: Record<string, string>;
};

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const entry = { index: path("lib/index.ts"), sandbox: path("lib/sandbox/index.ts") };

/** Tests of what runs in Node alone. */
const nodeOnly = ["tests/cli/**/*.test.ts", "tests/scripts/**/*.test.ts"];
/** Tests that run programs in other languages, which the system must have. */
const samples = ["tests/samples/**/*.test.ts"];

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
  plugins: [commandLine()],
  test: {
    silent: "passed-only",
    // Many a test waits for a retry.
    sequence: { concurrent: true },
    globalSetup: ["tests/support/control-server.ts"],
    coverage: { include: ["lib/**/*.ts"], reporter: ["text", "html"] },
    projects: [
      project("node", "node", { exclude: samples }),
      project("happy-dom", "happy-dom", { exclude: [...nodeOnly, ...samples] }),
      project("samples", "node", { include: samples }),
    ],
  },
});
export default config;

function project(
  name: string,
  environment: "node" | "happy-dom",
  files: { readonly include?: string[]; readonly exclude?: string[] },
): TestProjectInlineConfiguration {
  const include = ["tests/**/*.test.ts"];
  return { extends: true, test: { name, environment, include, ...files } };
}

/** The command runs by itself, and on the other entries as they are published. */
function commandLine(): Plugin {
  return {
    name: "command-line",
    enforce: "pre",
    apply: "build",
    async resolveId(source, importer) {
      if (!importer?.includes("/lib/cli/")) return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      const name = Object.entries(entry).find(([, file]) => file === resolved?.id)?.[0];
      return name ? { id: `./${name}.js`, external: "relative" } : null;
    },
    writeBundle: () => chmodSync("dist/cli.js", 0o755),
  };
}
