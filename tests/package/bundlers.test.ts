// The package through each bundler with the defaults of each, and what comes out of it in Node.
import { join } from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { build as vite } from "vite";
import { expect, inject, test } from "vitest";
import webpack from "webpack";
import { createRemoteSandbox } from "../support/control.ts";
import { createApp, createEmptyApp, inputFor, jwt, printedToken, source } from "./app.ts";
import { createBrowser } from "./browser.ts";
import { install } from "./install.ts";
import { run } from "./run.ts";
import { serveFolder } from "./static-host.ts";

const node = process.execPath;

test("Vite", async () => {
  const root = createApp({ "main.js": source });
  await vite({
    root,
    configFile: false,
    logLevel: "error",
    build: { ssr: "main.js" },
    ssr: { noExternal: true },
  });
  expect(await printedToken(node, [join(root, "dist/main.js")])).toMatch(jwt);
});

test("Vite, in a page", async () => {
  const root = createApp({
    "index.html": '<!doctype html><script type="module" src="main.js"></script>',
    "main.js": `
import { requestToken } from "sirv-token";
const { credentials, endpoint } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const report = (value) => fetch("/report", { method: "POST", body: JSON.stringify(String(value)) });
requestToken(credentials, { endpoint }).then(({ token }) => report(token), report);
`,
  });
  await vite({ root, configFile: false, logLevel: "error" });
  const host = await serveFolder(join(root, "dist"));
  const browser = createBrowser("chromium");
  try {
    const input = encodeURIComponent(inputFor(await createRemoteSandbox()));
    await browser.open(`${host.origin}/index.html#${input}`);
    expect(await host.report).toMatch(jwt);
  } finally {
    await Promise.all([browser.close(), host.close()]);
  }
});

test("webpack", async () => {
  const context = createApp({ "main.js": source });
  const compiler = webpack({
    context,
    entry: "./main.js",
    mode: "production",
    target: "node",
    output: { path: join(context, "dist"), filename: "main.cjs" },
  });
  if (!compiler) throw new Error("webpack made no compiler");
  const statistics = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  expect(statistics?.toJson({ all: false, errors: true, warnings: true })).toMatchObject({
    errors: [],
    warnings: [],
  });
  expect(await printedToken(node, [join(context, "dist/main.cjs")])).toMatch(jwt);
});

test("esbuild", async () => {
  const absWorkingDir = createApp({ "main.js": source });
  const { errors, warnings } = await esbuild({
    absWorkingDir,
    entryPoints: ["main.js"],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    outdir: "dist",
  });
  expect([...errors, ...warnings]).toEqual([]);
  expect(await printedToken(node, [join(absWorkingDir, "dist/main.js")])).toMatch(jwt);
});

test("rollup", async () => {
  const folder = createApp({ "main.js": source });
  const warnings: unknown[] = [];
  const bundle = await rollup({
    input: join(folder, "main.js"),
    plugins: [nodeResolve()],
    onwarn: (warning) => warnings.push(warning),
  });
  await bundle.write({ file: join(folder, "dist/main.js"), format: "es" });
  await bundle.close();
  expect(warnings).toEqual([]);
  expect(await printedToken(node, [join(folder, "dist/main.js")])).toMatch(jwt);
});

test("Parcel", async () => {
  const manifest = {
    private: true,
    type: "module",
    targets: { default: { context: "node", outputFormat: "esmodule", includeNodeModules: true } },
  };
  const cwd = createEmptyApp({ "main.js": source, "package.json": JSON.stringify(manifest) });
  // It is no dependency of ours: npm ci does not pass with its compiler in a lock file.
  await install(cwd, inject("registry"), "sirv-token", "parcel@2.16.4");
  await run(join(cwd, "node_modules/.bin/parcel"), ["build", "--no-cache", "main.js"], { cwd });
  expect(await printedToken(node, [join(cwd, "dist/main.js")])).toMatch(jwt);
});
