import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inject, vi } from "vitest";
import { startProgram } from "../browsers/child-program.ts";
import { createEmptyApp, write } from "./app.ts";
import { install } from "./install.ts";
import { run } from "./run.ts";

/** What `next build` made of each route: `○` static, `◐` static with holes, `ƒ` rendered on demand. */
export type Marks = Readonly<Record<string, string>>;

/** A Next app in production. */
export interface NextServer {
  readonly origin: string;
  /** What it has said so far. */
  output(): string;
  close(): Promise<void>;
}

const { dependencies } = JSON.parse(readFileSync("examples/nextjs/package.json", "utf8")) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** Next and React, in the versions of the example. */
export const next: readonly string[] = ["next", "react", "react-dom"].map(
  (name) => `${name}@${dependencies[name]}`,
);

/** A folder with Next and the package; apps are folders in it. */
export async function installNext(): Promise<string> {
  const cwd = createEmptyApp({ "package.json": '{"private":true,"type":"module"}' });
  await install(cwd, inject("registry"), "sirv-token", ...next);
  return cwd;
}

/** Writes an app into a folder of Next's, and builds it. */
export async function buildNext(
  folder: string,
  name: string,
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<Marks> {
  const cwd = join(folder, name);
  write(cwd, {
    "package.json": '{"private":true,"type":"module"}',
    "app/layout.js": `
export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
    ...files,
  });
  const { stdout } = await run(process.execPath, [nextIn(folder), "build"], {
    cwd,
    env: withoutTelemetry(env),
  });
  return Object.fromEntries(
    [...stdout.matchAll(/^[┌├└] ([○●◐ƒ]) (\/\S*)/gm)].map(([, mark, route]) => [route, mark]),
  );
}

/** Starts an app that was built. */
export async function startNext(
  folder: string,
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<NextServer> {
  const args = [nextIn(folder), "start", join(folder, name), "--hostname=127.0.0.1", "--port=0"];
  const program = await startProgram(process.execPath, args, ["ignore", "pipe", "pipe"], {
    ...process.env,
    ...withoutTelemetry(env),
  });
  let output = "";
  const { stdout, stderr } = program.process;
  for (const stream of [stdout, stderr]) {
    stream?.on("data", (data: Buffer) => (output += data.toString()));
  }
  const origin = await vi.waitUntil(
    () => output.includes("Ready in") && /Local: +(\S+)/.exec(output)?.[1],
    { timeout: 30_000 },
  );
  return { origin, output: () => output, close: async () => program.end() };
}

function nextIn(folder: string): string {
  return join(folder, "node_modules/next/dist/bin/next");
}

function withoutTelemetry(env: Readonly<Record<string, string>>): Record<string, string> {
  return { ...env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
}
