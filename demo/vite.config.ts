// The demo page as static files that work under any path: npm run build:demo.
import { fileURLToPath } from "node:url";
import { includeHtml } from "../scripts/include-html.ts";
import { defineConfig, type UserConfig } from "vite";

const config: UserConfig = defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  base: "./",
  publicDir: false,
  plugins: [includeHtml()],
  resolve: {
    alias: { "image-size": fileURLToPath(new URL("sandbox/no-images.ts", import.meta.url)) },
  },
  build: {
    outDir: "dist-demo",
    // As they are: without light-dark() the page could not be tried in the other colours.
    target: ["chrome123", "firefox121", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: {
    format: "es",
    // Beside index.html: a service worker may answer for its own folder alone.
    rolldownOptions: { output: { entryFileNames: "service-worker.js" } },
  },
  server: {
    host: "127.0.0.1",
    // The development server has the worker in a folder further down.
    headers: { "service-worker-allowed": "/" },
  },
});
export default config;
