// A block that is a program: it runs to its end, beside the installed package, with a sandbox for Sirv.
import { join } from "node:path";
import type { SandboxRequest } from "../../../lib/sandbox/index.ts";
import type { CodeBlock } from "../../support/code-blocks.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import { createApp } from "../app.ts";
import { run } from "../run.ts";
import { bun, deno } from "../runtimes.ts";
import { stage, store } from "./stage.ts";

/** What runs a program, by the tag of its block. */
const runtimes: Readonly<
  Record<string, (file: string) => readonly [program: string, ...args: string[]]>
> = {
  node: (file) => [process.execPath, "--import", "./stage.js", file],
  deno: (file) => [deno, "run", "--allow-all", "--preload", "./stage.js", file],
  bun: (file) => [bun, "--preload", "./stage.js", file],
};

/** The runtimes that a block names, or Node; none for what is no program. */
export function runtimesOf({ language, tag }: CodeBlock): readonly string[] {
  if (language !== "js" && language !== "ts") return [];
  return (tag === "" ? "node" : tag).split(" ").filter((name) => name in runtimes);
}

/** Runs the block, and gives what the sandbox was asked. */
export async function runProgram(
  { language, code }: CodeBlock,
  runtime: string,
): Promise<readonly SandboxRequest[]> {
  const command = runtimes[runtime];
  if (!command) throw new Error(`there is no runtime ${runtime}`);
  const sandbox = await createRemoteSandbox();
  // A program may import by a specifier of its runtime, which would install the package once more.
  const text = code.replaceAll('"npm:sirv-token', '"sirv-token');
  const cwd = createApp({
    "package.json": '{"private":true,"type":"module"}',
    "stage.js": stage,
    "store.js": store,
    [`main.${language}`]: text,
  });
  const [program, ...args] = command(join(cwd, `main.${language}`));
  await run(program, args, { cwd, env: environmentOf(sandbox) });
  return sandbox.requests();
}

/** What a process needs that calls this sandbox. */
export function environmentOf({ base, credentials }: RemoteSandbox): Record<string, string> {
  return {
    SIRV_CLIENT_ID: credentials.clientId,
    SIRV_CLIENT_SECRET: credentials.clientSecret,
    STAGE: JSON.stringify({ base, credentials }),
  };
}
