import { join } from "node:path";
import { write } from "./app.ts";
import { run } from "./run.ts";
import { type RunningServer, startServer } from "./running-server.ts";

/** What every app of SvelteKit's has. */
const skeleton = {
  "package.json": '{"private":true,"type":"module"}',
  "vite.config.js": `
import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";

export default { plugins: [sveltekit({ adapter: adapter() })] };
`,
  "src/app.html":
    "<!doctype html><html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>",
};

/** Writes an app into the folder where SvelteKit is installed, builds it, and starts it. */
export async function startSvelteKit(
  folder: string,
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const cwd = write(join(folder, "sveltekit"), { ...skeleton, ...files });
  const vite = join(folder, "node_modules/vite/bin/vite.js");
  // The environment of these tests is another.
  await run(process.execPath, [vite, "build"], { cwd, env: { NODE_ENV: "production" } });
  return startServer(() => ({
    command: [process.execPath, join(cwd, "build/index.js")],
    // It takes itself for a server of HTTPS, and its own pages for foreign ones, unless a proxy says more.
    env: { ...env, HOST: "127.0.0.1", PROTOCOL_HEADER: "x-forwarded-proto" },
  }));
}
