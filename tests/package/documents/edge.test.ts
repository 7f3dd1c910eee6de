// The programs of docs/edge.md: workers, and an app that asks a broker.
import { join } from "node:path";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { expect, test } from "vitest";
import { filesOf } from "../../support/code-blocks.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import { createApp } from "../app.ts";
import { run } from "../run.ts";
import { changedFile, shownFile } from "../shown-files.ts";
import { startWorkerd } from "../workerd-app.ts";
import { environmentOf } from "./program.ts";
import { stage } from "./stage.ts";

const document = "docs/edge.md";

/** What a worker is told. */
const bindingsFor = ({ base, endpoint, credentials }: RemoteSandbox) => ({
  SIRV_CLIENT_ID: credentials.clientId,
  SIRV_CLIENT_SECRET: credentials.clientSecret,
  ENDPOINT: endpoint,
  BASE_URL: `${base}/v2/`,
});

test("the worker lists a folder", async () => {
  const text = changedFile(document, "worker.js", {
    "{ totalTimeout: 5000 }": "{ totalTimeout: 5000, endpoint: env.ENDPOINT }",
    "createSirvClient(provider)": "createSirvClient(provider, { baseUrl: env.BASE_URL })",
  });
  const sandbox = await createRemoteSandbox();
  const folder = createApp({ "worker.js": text });
  const server = await startWorkerd(folder, "worker.js", bindingsFor(sandbox));
  try {
    const response = await fetch(server.origin);
    expect(await response.json()).toEqual([]);
    expect((await sandbox.requests()).at(-1)).toMatchObject({ path: "/v2/files/readdir" });
  } finally {
    await server.close();
  }
});

test("workers with the store share one token", async () => {
  const text = changedFile(document, "shared-worker.js", {
    "locks, totalTimeout }": "locks, totalTimeout, endpoint: env.ENDPOINT }",
    "{ totalTimeout }))": "{ totalTimeout }), { baseUrl: env.BASE_URL })",
  });
  const store = filesOf("docs/shared.md").find(({ heading }) => heading === "Cloudflare Workers");
  const folder = createApp({ "shared-worker.js": text, "store.js": store?.code ?? "" });
  const { outputFiles } = await build({
    entryPoints: [join(folder, "shared-worker.js")],
    bundle: true,
    write: false,
    format: "esm",
    external: ["cloudflare:workers"],
  });
  const sandbox = await createRemoteSandbox();
  const names = ["one", "two"];
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: names.map((name) => ({
        name,
        script: outputFiles[0]?.text ?? "",
        modules: true,
        compatibilityDate: "2026-07-01",
        bindings: bindingsFor(sandbox),
        kvNamespaces: { TOKENS: "tokens" },
        durableObjects: { LEASES: { className: "Lease", scriptName: "one" } },
      })),
    }),
  );
  try {
    for (const name of names) {
      const { fetch: ask } = (await miniflare.getWorker(name)) as unknown as {
        fetch: typeof fetch;
      };
      const response = await ask("http://worker.example/");
      expect(await response.json()).toMatchObject({ alias: "sandbox" });
    }
    const paths = (await sandbox.requests()).map(({ path }) => path);
    expect(paths).toEqual(["/v2/token", "/v2/account", "/v2/account"]);
  } finally {
    await miniflare.dispose();
  }
});

test("the app asks its broker with the session's bearer, and Sirv with the token", async () => {
  const sandbox = await createRemoteSandbox();
  const cwd = createApp({
    "stage.js": stage,
    "app.js": shownFile(document, "app.js"),
    "session.js": 'export const session = async () => "FAKE-session";',
    "node_modules/react-native-url-polyfill/package.json": '{"exports":{"./auto":"./auto.js"}}',
    "node_modules/react-native-url-polyfill/auto.js": "",
    "main.js": `
const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  if (input !== "https://app.example.com/api/sirv-token") return fetch(input, init);
  console.log(new Headers(init.headers).get("authorization"));
  const { token } = await provider.getToken();
  return Response.json({ token, expiresIn: 60 });
};
const { sirv } = await import("./app.js");
console.log((await sirv.get("account").json()).alias);
`,
  });
  const args = ["--import", "./stage.js", "main.js"];
  const { stdout } = await run(process.execPath, args, { cwd, env: environmentOf(sandbox) });
  expect(stdout).toBe("Bearer FAKE-session\nsandbox\n");
});
