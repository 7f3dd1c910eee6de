// The page of docs/broker.md in a real one, bundled as an app's, and what a test does with it.
import { join } from "node:path";
import { build } from "esbuild";
import { createApp } from "./app.ts";
import { changed } from "./recipes.ts";

/** The page's own program: each function gives what happened as JSON. */
const program = `
import { createTokenProvider, isTokenError } from "sirv-token";
import { brokeredToken } from "sirv-token/broker";
import { sirv } from "./page.js";

const post = async (path) => (await fetch(path, { method: "POST" })).status;
globalThis.app = {
  logIn: () => post("/login"),
  logOut: () => post("/logout"),
  account: async () => (await sirv.get("account").json()).alias,
  /** What a provider of its own gets. */
  ask: (url, options) =>
    createTokenProvider(brokeredToken(url, options)).getToken().then(
      ({ token }) => ({ token }),
      (error) => ({ code: isTokenError(error) && error.code }),
    ),
};
`;

const html = `<!doctype html>
<title>A page</title>
<link rel="icon" href="data:," />
<script type="module" src="app.js"></script>`;

/** A folder with the page, whose API is a sandbox's. */
export async function createPage(sandbox: string): Promise<string> {
  const folder = createApp({
    "public/index.html": html,
    "page.js": changed(
      "page.js",
      "createSirvClient(provider)",
      `createSirvClient(provider, { baseUrl: "${sandbox}/v2/" })`,
    ),
    "main.js": program,
  });
  await build({
    absWorkingDir: folder,
    entryPoints: ["main.js"],
    bundle: true,
    format: "esm",
    outfile: "public/app.js",
  });
  return join(folder, "public");
}
