// An app of examples/, copied and installed as a reader does it.
import { cpSync, globSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { inject } from "vitest";
import { createSirvClient } from "../../../lib/index.ts";
import type { RemoteSandbox } from "../../support/control.ts";
import { createEmptyApp } from "../app.ts";
import { install } from "../install.ts";
import { run } from "../run.ts";
import { type RunningServer, startServer } from "../running-server.ts";
import { bun, deno } from "../runtimes.ts";

/** What an example's package.json says. */
interface ExampleManifest {
  readonly scripts: { readonly start: string };
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The package.json of each example that has one. */
export const manifests: readonly ExampleManifest[] = globSync("examples/*/package.json").map(
  (path) => readManifest(dirname(path)),
);

/** Copies an example, without what was left there by whoever tried it. */
export function copyExample(name: string): string {
  const folder = createEmptyApp({});
  const left = ["node_modules", ".next", ".wrangler", ".dev.vars"];
  const isPart = (path: string) => !left.some((each) => path.endsWith(each));
  cpSync(join("examples", name), folder, { recursive: true, filter: isPart });
  return folder;
}

/** Copies an example and installs what it needs to run: for development that is wrangler, and types. */
export async function installExample(name: string): Promise<string> {
  const cwd = copyExample(name);
  await install(cwd, inject("registry"), "--omit=dev");
  return cwd;
}

/** The environment of an example: a sandbox in Sirv's place, and the runtimes that its scripts name. */
export function environmentFor({ base, credentials }: RemoteSandbox): Record<string, string> {
  const programs = [process.execPath, deno, bun].map((program) => dirname(program));
  return {
    SIRV_CLIENT_ID: credentials.clientId,
    SIRV_CLIENT_SECRET: credentials.clientSecret,
    SIRV_BASE_URL: `${base}/v2/`,
    PATH: [...programs, process.env["PATH"]].join(delimiter),
  };
}

/** Starts an installed example that is a server, by the command that `npm start` runs. */
export async function startExample(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const programs = join(folder, "node_modules/.bin");
  return startServer(() => ({
    // The shell becomes the server, so that ending it ends that.
    command: ["sh", "-c", `cd "$0" && exec ${startCommand(folder)}`, folder],
    env: { ...env, PATH: [programs, env["PATH"]].join(delimiter) },
  }));
}

/** What `npm start` runs. */
export function startCommand(folder: string): string {
  return readManifest(folder).scripts.start;
}

/** Checks the types of an example's TypeScript; what it has wrong is thrown. */
export async function checkTypes(folder: string, file: string): Promise<void> {
  const types = ["--types", "node", "--typeRoots", resolve("node_modules/@types")];
  const target = ["--target", "es2023", "--module", "nodenext", "--lib", "es2023,dom,dom.iterable"];
  const args = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", ...target, ...types, file];
  await run(resolve("node_modules/.bin/tsc"), args, { cwd: folder });
}

/** A client of a sandbox, to see what an example did there. */
export function clientOf({
  base,
  credentials,
}: RemoteSandbox): ReturnType<typeof createSirvClient> {
  return createSirvClient(credentials, { baseUrl: `${base}/v2/` });
}

/** The text of a file in a sandbox. */
export async function textAt(sandbox: RemoteSandbox, filename: string): Promise<string> {
  return clientOf(sandbox).get("files/download", { searchParams: { filename } }).text();
}

/** What a sandbox was asked for, and how it answered. */
export async function pathsOf(sandbox: RemoteSandbox): Promise<readonly string[]> {
  return (await sandbox.requests()).map(({ path, status }) => `${path} ${status}`);
}

function readManifest(folder: string): ExampleManifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as ExampleManifest;
}
