// Three Workers, each an isolate of its own, that share a token by KV and a Durable Object, as docs/shared.md shows.
import { relative } from "node:path";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { askedOf, storeOf } from "./fleet.ts";

/** Answers with a token, of its own provider. */
const worker = (store: string) => `
import { createTokenProvider } from "./lib/index.ts";
import { sharedSource } from "./lib/shared/index.ts";
import { Lease, locks, storage } from "./${store}";

export { Lease };

let provider;

export default {
  async fetch(request) {
    const { credentials, endpoint, refused } = await request.json();
    provider ??= createTokenProvider(sharedSource(credentials, { storage, locks, endpoint }));
    if (refused) provider.invalidate(refused);
    return new Response((await provider.getToken()).token);
  },
};
`;

const names = ["one", "two", "three"];
let miniflare: Miniflare | undefined;
let sandbox: RemoteSandbox;

beforeAll(async () => {
  sandbox = await createRemoteSandbox({ latency: 100 });
  const { outputFiles } = await build({
    stdin: {
      contents: worker(relative(".", storeOf("Cloudflare Workers"))),
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: "esm",
    external: ["cloudflare:workers"],
  });
  const script = outputFiles[0]?.text ?? "";
  miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: names.map((name) => ({
        name,
        script,
        modules: true,
        compatibilityDate: "2026-07-01",
        kvNamespaces: { TOKENS: "tokens" },
        durableObjects: { LEASES: { className: "Lease", scriptName: "one" } },
      })),
    }),
  );
});
afterAll(async () => miniflare?.dispose());

async function tokens(refused?: string): Promise<readonly string[]> {
  const { credentials, endpoint } = sandbox;
  const body = JSON.stringify({ credentials, endpoint, refused });
  return Promise.all(
    names.map(async (name) => {
      const { fetch: ask } = (await miniflare!.getWorker(name)) as unknown as {
        fetch: typeof fetch;
      };
      const response = await ask("http://worker.example/", { method: "POST", body });
      return response.text();
    }),
  );
}

test("one of them asks, and once more for all when its token is refused", async () => {
  const first = await tokens();
  expect(new Set(first).size).toBe(1);
  expect(first[0]).toMatch(/^eyJ/);
  expect(await askedOf(sandbox)).toBe(1);
  const second = await tokens(first[0]);
  expect(new Set(second).size).toBe(1);
  expect(second[0]).toMatch(/^eyJ/);
  expect(second[0]).not.toBe(first[0]);
  expect(await askedOf(sandbox)).toBe(2);
});
