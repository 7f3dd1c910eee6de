import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const include = /<!-- include (\S+) -->/g;

/**
 * Puts a file where a comment in the page names it, as `<!-- include demo/sections/code.html -->`, so that
 * each part of the page is a file, and one that is used twice is written once.
 */
export function includeHtml(): Plugin {
  let root = "";
  const filled = (html: string): string =>
    html.replace(include, (_, path: string) => filled(readFileSync(join(root, path), "utf8")));
  return {
    name: "include-html",
    configResolved: (config) => void (root = config.root),
    transformIndexHtml: { order: "pre", handler: filled },
  };
}
