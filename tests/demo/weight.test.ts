import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";

test("the whole page, its worker and the sandbox included, is at most 60 kB", async () => {
  const files = (await readdir("dist-demo", { recursive: true })).filter((name) =>
    name.includes("."),
  );
  const sizes = await Promise.all(
    files.map(
      async (name) => brotliCompressSync(await readFile(join("dist-demo", name))).byteLength,
    ),
  );
  expect(files).toContain("service-worker.js");
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60_000);
});

test("every file that it loads is named relative to the page, and none is of another origin", async () => {
  const html = await readFile("dist-demo/index.html", "utf8");
  const addresses = [...html.matchAll(/<(?!a\b)[^>]*(?:src|href)="([^"]*)"/g)].map(
    ([, address = ""]) => address,
  );
  expect(addresses.length).toBeGreaterThanOrEqual(3);
  for (const address of addresses) expect(address).toMatch(/^(\.\/|data:)/);
});
