// The runtimes that npm installed with the project.
import { globSync } from "node:fs";
import { resolve } from "node:path";

export const nodes: readonly (readonly [name: string, path: string])[] = [
  ["Node 22", installed("tests/node22/node_modules/.bin/node")],
  ["Node 24", installed("tests/node24/node_modules/.bin/node")],
  ["the Node of these tests", process.execPath],
];

export const deno: string = installed("node_modules/@deno/*/deno{,.exe}");

export const bun: string = installed("node_modules/@oven/*/bin/bun{,.exe}");

function installed(pattern: string): string {
  const [path] = globSync(pattern);
  if (!path) throw new Error(`npm ci brought no ${pattern}`);
  return resolve(path);
}
