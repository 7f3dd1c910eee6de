// A block that is a program: it runs to its end, beside the installed package, with a sandbox for Sirv.
import { join } from "node:path";
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
  "": (file) => [process.execPath, "--import", "./stage.js", file],
  deno: (file) => [deno, "run", "--allow-all", "--preload", "./stage.js", file],
  bun: (file) => [bun, "--preload", "./stage.js", file],
};

/** Whether a program of this tag is run by itself. */
export function isProgram({ language, tag }: CodeBlock): boolean {
  return (language === "js" || language === "ts") && tag in runtimes;
}

/** Runs the block, and gives what it printed and the sandbox that it asked. */
export async function runProgram({
  language,
  tag,
  code,
}: CodeBlock): Promise<{ readonly stdout: string; readonly sandbox: RemoteSandbox }> {
  const command = runtimes[tag];
  if (!command) throw new Error(`there is no runtime for ${tag}`);
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
  const { stdout } = await run(program, args, { cwd, env: environmentOf(sandbox) });
  return { stdout, sandbox };
}

/** What a process needs that calls this sandbox. */
export function environmentOf({ base, credentials }: RemoteSandbox): Record<string, string> {
  return {
    SIRV_CLIENT_ID: credentials.clientId,
    SIRV_CLIENT_SECRET: credentials.clientSecret,
    STAGE: JSON.stringify({ base, credentials }),
  };
}
