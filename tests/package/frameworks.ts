import { inject } from "vitest";
import { createEmptyApp } from "./app.ts";
import { install } from "./install.ts";
import { next } from "./next-app.ts";

/** What Express's recipes import, and Node's. */
export const express: readonly string[] = [
  "@hono/node-server@2.1.8",
  "hono@4.13.19",
  "express@5.3.0",
  "express-session@1.19.0",
];

/** What the others import that run in Node. */
export const otherFrameworks: readonly string[] = [
  "fastify@5.12.8",
  "@fastify/cookie@11.1.5",
  ...next,
  "@sveltejs/kit@3.2.0",
  "@sveltejs/adapter-node@6.0.1",
  "svelte@5.57.3",
];

/** A folder with the package and these beside it. */
export async function installFrameworks(packages: readonly string[]): Promise<string> {
  const cwd = createEmptyApp({ "package.json": '{"private":true,"type":"module"}' });
  await install(cwd, inject("registry"), "sirv-token", ...packages);
  return cwd;
}
