import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import type { Credentials } from "../../lib/index.ts";
import { filesOf } from "../support/code-blocks.ts";
import type { RemoteSandbox } from "../support/control.ts";

/** How an instance is started. */
export interface Start {
  /** The module with its storage and its lease. */
  readonly store: string;
  readonly base: string;
  readonly credentials: Credentials;
  readonly isLocked: boolean;
  /** Milliseconds by which its clock is ahead of the machine's. */
  readonly clockAhead: number;
  readonly expiresIn?: number | undefined;
  readonly totalTimeout?: number | undefined;
}

/** What runs an instance. */
export interface Runtime {
  readonly execPath: string;
  readonly execArgv: readonly string[];
}

/** What an instance can be told. */
export type Command =
  /** Forgets its token, and asks for one with so many callers at once. */
  | { readonly do: "begin"; readonly callers: number }
  /** Calls the API again and again, until it is told to rest. */
  | { readonly do: "work" | "rest" }
  /** Tells what came of it so far. */
  | { readonly do: "report" };

/** What came of it, since the last command; of a fleet, all together. */
export interface Outcome {
  readonly tokens: readonly string[];
  /** How many tokens an instance saw; of a fleet, the one that saw the fewest. */
  readonly seen: number;
  readonly failures: readonly string[];
  /** Milliseconds. */
  readonly longestWait: number;
  readonly calls: number;
}

/** Instances of a service, each a process of its own. */
export interface Fleet {
  /** Tells all of them. */
  readonly tell: (command: Command) => Promise<Outcome>;
  /** Kills one of them. */
  kill(index: number): void;
  end(): Promise<void>;
}

/**
 * A store of docs/shared.md as a module.
 *
 * @param heading - The store's.
 * @param lease - Milliseconds, if not those of the document.
 */
export function storeOf(heading: string, lease: number = 10_000): string {
  const block = filesOf("docs/shared.md").find((each) => each.heading === heading);
  if (!block) throw new Error(`docs/shared.md has no store ${heading}`);
  const folder = resolve(".reports/fleet");
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${heading.replaceAll(" ", "-")}-${lease}.mjs`;
  writeFileSync(file, block.code.replace("10_000", String(lease)));
  return file;
}

/** The program of an instance in one file, which starts sooner: there are many. */
const program = resolve(".reports/fleet/instance.mjs");
await build({
  entryPoints: ["tests/fleet/instance.ts"],
  outfile: program,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "es2022",
});

/** @param env - Where the store is. */
export async function startFleet(
  size: number,
  store: string,
  env: NodeJS.ProcessEnv,
  { base, credentials }: RemoteSandbox,
  settings: Partial<Start> = {},
  runtime: Runtime = { execPath: process.execPath, execArgv: [] },
): Promise<Fleet> {
  const start: Start = { store, base, credentials, isLocked: true, clockAhead: 0, ...settings };
  const instances = await Promise.all(
    Array.from({ length: size }, async () => startInstance(start, env, runtime)),
  );
  return {
    async tell(command) {
      const alive = instances.filter((each) => each.connected);
      const outcomes = await Promise.all(alive.map(async (each) => tell(each, command)));
      return {
        tokens: [...new Set(outcomes.flatMap(({ tokens }) => tokens))],
        seen: Math.min(...outcomes.map(({ seen }) => seen)),
        failures: outcomes.flatMap(({ failures }) => failures),
        longestWait: Math.max(...outcomes.map(({ longestWait }) => longestWait)),
        calls: outcomes.reduce((sum, { calls }) => sum + calls, 0),
      };
    },
    kill: (index) => void instances[index]?.kill("SIGKILL"),
    async end() {
      await Promise.all(instances.map(end));
    },
  };
}

async function startInstance(
  start: Start,
  env: NodeJS.ProcessEnv,
  { execPath, execArgv }: Runtime,
): Promise<ChildProcess> {
  const child = fork(program, [JSON.stringify(start)], {
    execPath,
    execArgv: [...execArgv],
    env: { ...process.env, ...env },
  });
  const exited = once(child, "exit").then(() => {
    throw new Error("an instance did not start");
  });
  await Promise.race([once(child, "message"), exited]);
  // It may be killed later.
  exited.catch(() => undefined);
  return child;
}

async function tell(child: ChildProcess, command: Command): Promise<Outcome> {
  child.send(command);
  const [outcome] = (await once(child, "message")) as [Outcome];
  return outcome;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  // It ends with its channel.
  child.disconnect();
  await exited;
}

/** How often the token endpoint was asked: it alone gets a POST here. */
export async function askedOf(sandbox: RemoteSandbox): Promise<number> {
  return (await sandbox.arrivals()).filter((method) => method === "POST").length;
}

/** Busy processes reach Sirv's limit of an hour in a minute. */
export const unlimited = 1_000_000;

/** Writes down what a test measured, in .reports/fleet-figures. */
export function note(what: string, figures: Readonly<Record<string, number>>): void {
  const line = Object.entries(figures).map(([name, value]) => `${Math.round(value)} ${name}`);
  appendFileSync(".reports/fleet-figures", `${what}: ${line.join(", ")}\n`);
}
