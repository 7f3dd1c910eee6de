// A block of commands: each of them ends well, in a folder where the package is installed.
import { join } from "node:path";
import { inject, vi } from "vitest";
import { startProgram } from "../../browsers/child-program.ts";
import type { CodeBlock } from "../../support/code-blocks.ts";
import { createRemoteSandbox } from "../../support/control.ts";
import { createApp, createEmptyApp } from "../app.ts";
import { run } from "../run.ts";
import { bun, deno } from "../runtimes.ts";
import { environmentOf } from "./program.ts";
import { stage } from "./stage.ts";

/** Where the command serves the sandbox, unless it is told otherwise. */
const served = "http://127.0.0.1:7478";

/** Runs the block, with the sandbox's server beside it where its first line starts one. */
export async function runCommands({ code, tag }: CodeBlock): Promise<void> {
  const files = { "package.json": '{"private":true,"type":"module"}', "stage.mjs": stage };
  const cwd = tag === "install" ? createEmptyApp(files) : createApp(files);
  const programs = [
    join(inject("folder"), "apps/node_modules/.bin"),
    join(deno, ".."),
    join(bun, ".."),
  ];
  const env = {
    ...environmentOf(await createRemoteSandbox()),
    PATH: [...programs, process.env["PATH"]].join(":"),
    NPM_CONFIG_REGISTRY: inject("registry"),
    BUN_CONFIG_REGISTRY: inject("registry"),
    DENO_DIR: join(cwd, "cache"),
    BUN_INSTALL_CACHE_DIR: join(cwd, "cache"),
    // What the command asks for goes to the sandbox as well.
    ...(tag !== "install" && { NODE_OPTIONS: `--import=${join(cwd, "stage.mjs")}` }),
  };
  const [first = "", ...rest] = code.split("\n");
  if (!/^npx sirv-token sandbox\b/.test(first)) {
    await run("bash", ["-euo", "pipefail", "-c", code], { cwd, env });
    return;
  }
  const program = await startProgram(
    "bash",
    ["-c", `exec ${first.replace("npx ", "")} --port 0`],
    ["ignore", "pipe", "inherit"],
    { ...process.env, ...env },
  );
  try {
    let output = "";
    program.process.stdout?.on("data", (data: Buffer) => (output += data.toString()));
    const endpoint = await vi.waitUntil(() => /^http\S+/m.exec(output)?.[0], { timeout: 30_000 });
    const commands = rest.join("\n").replaceAll("curl ", "curl --silent --show-error --fail ");
    const own = commands.replaceAll(served, new URL(endpoint).origin);
    await run("bash", ["-euo", "pipefail", "-c", own], { cwd, env });
  } finally {
    await program.end();
  }
}
