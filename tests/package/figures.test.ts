import { expect, test } from "vitest";
import { type Figures, readFigures, readTexts, withFigures } from "../../scripts/figures.ts";

const figures: Figures = {
  version: "9.8.7",
  integrity: { "sirv-token.js": "sha384-A", "sirv-token.global.js": "sha384-B" },
  sizes: [{ name: "`requestToken` alone", bytes: 1349, budget: 1600 }],
};

const texts = {
  "sizes.md": "| `requestToken` alone | one request | 0.0 kB |",
  "hashes.md": `
"https://cdn.jsdelivr.net/npm/sirv-token@0.0.0/dist/cdn/sirv-token.js": "sha384-old"
src="https://cdn.jsdelivr.net/npm/sirv-token@0.0.0/dist/cdn/sirv-token.global.js"
integrity="sha384-old"
`,
  "package.json": '"sirv-token": "^0.0.0"',
  "deno.json": '"sirv-token": "npm:sirv-token@^0.0.0"',
  "upload.yml": "npx --yes sirv-token@0.0.0 --expires-in 3600",
};

test("the documents and examples show this build's figures", async () => {
  const shown = readTexts();
  expect(shown).toEqual(withFigures(shown, await readFigures()));
});

test("every figure goes to its places", () => {
  expect(withFigures(texts, figures)).toEqual({
    "sizes.md": "| `requestToken` alone | one request | 1.3 kB |",
    "hashes.md": `
"https://cdn.jsdelivr.net/npm/sirv-token@9.8.7/dist/cdn/sirv-token.js": "sha384-A"
src="https://cdn.jsdelivr.net/npm/sirv-token@9.8.7/dist/cdn/sirv-token.global.js"
integrity="sha384-B"
`,
    "package.json": '"sirv-token": "^9.8.7"',
    "deno.json": '"sirv-token": "npm:sirv-token@^9.8.7"',
    "upload.yml": "npx --yes sirv-token@9.8.7 --expires-in 3600",
  });
});

test("a figure without a place is told", () => {
  const sizes = [{ name: "nobody's", bytes: 1, budget: 2 }];
  expect(() => withFigures(texts, { ...figures, sizes })).toThrow(
    "no place for the size of nobody's",
  );
});
