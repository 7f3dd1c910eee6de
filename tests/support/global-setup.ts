import { spawn } from "node:child_process";
import { once } from "node:events";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The control server's origin. */
    control: string;
    /** What this place's `navigator.userAgent` must hold. */
    userAgent: string;
  }
}

/**
 * Starts the control server in a process of its own, which is Node's also when the tests run in Deno
 * or Bun: the servers are the same everywhere.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const child = spawn("node", ["tests/support/control-server.ts"], {
    // It ends with its stdin, whatever becomes of this process.
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [origin] = (await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => {
      throw new Error("The control server did not start.");
    }),
  ])) as [Buffer];
  provide("control", origin.toString().trim());
  provide("userAgent", process.env["TESTS_USER_AGENT"] ?? "");
  return async () => {
    const exited = once(child, "exit");
    child.stdin.end();
    await exited;
  };
}
