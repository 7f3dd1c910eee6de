import { expect, inject, test } from "vitest";
import { type Figures, readFigures, withFigures } from "../../scripts/readme.ts";

const figures: Figures = {
  version: "9.8.7",
  integrity: { "sirv-token.js": "sha384-A", "sirv-token.global.js": "sha384-B" },
  sizes: [{ name: "`requestToken` alone", bytes: 1349, budget: 1600 }],
};

const text = `
| \`requestToken\` alone | 0.0 kB |
"https://cdn.jsdelivr.net/npm/sirv-token@0.0.0/dist/cdn/sirv-token.js": "sha384-old"
src="https://cdn.jsdelivr.net/npm/sirv-token@0.0.0/dist/cdn/sirv-token.global.js"
integrity="sha384-old"
`;

test("the README had this build's figures; if not, it has them now", async () => {
  const readme = inject("readme");
  expect(readme).toBe(withFigures(readme, await readFigures()));
});

test("every figure goes to its place", () => {
  expect(withFigures(text, figures)).toBe(`
| \`requestToken\` alone | 1.3 kB |
"https://cdn.jsdelivr.net/npm/sirv-token@9.8.7/dist/cdn/sirv-token.js": "sha384-A"
src="https://cdn.jsdelivr.net/npm/sirv-token@9.8.7/dist/cdn/sirv-token.global.js"
integrity="sha384-B"
`);
});

test("a figure without a place is told", () => {
  const sizes = [{ name: "nobody's", bytes: 1, budget: 2 }];
  expect(() => withFigures(text, { ...figures, sizes })).toThrow(
    "no place for the size of nobody's",
  );
});
