import { execFile, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { bunProgram, denoProgram } from "../../scripts/places.ts";
import { browserProgram } from "../../tests/browsers/browsers.ts";
import { freePort } from "../../tests/browsers/free-port.ts";
import { workerdConfig } from "../../tests/support/workerd-config.ts";
import { peersFolder } from "../measure/folders.ts";
import { credentials } from "./credentials.ts";
import { untilSo } from "./outcome.ts";
import type { Subject } from "./subject.ts";

/** A place where programs run. */
export interface Runtime {
  readonly name: string;
  /** Runs a program that asks for a token, until `isDone`; what goes wrong rejects. */
  readonly run: (subject: Subject, server: RuntimeServer, isDone: () => boolean) => Promise<void>;
}

/** What a program asks, and where it tells its token. */
interface RuntimeServer {
  readonly origin: string;
  /** Makes it hand out a page with this script. */
  readonly setPage: (script: string) => void;
}

const patience = 20_000;
const execute = promisify(execFile);
// Its types say otherwise: it is CommonJS with a default.
const { default: workerd } = createRequire(import.meta.url)("workerd") as { default: string };

export const runtimes: readonly Runtime[] = [
  { name: "Node", run: inProcess(process.execPath, "--input-type=module", "--eval") },
  { name: "Deno", run: inProcess(inRoot(denoProgram), "eval") },
  { name: "Bun", run: inProcess(inRoot(bunProgram), "--eval") },
  { name: "pages (Chromium)", run: inPage },
  { name: "workers (workerd)", run: inWorker },
];

function inRoot(file: string): string {
  return fileURLToPath(new URL(`../../${file}`, import.meta.url));
}

/** Bundles it for pages; for workers, which have Node's modules, these are left to be required. */
async function bundled(contents: string, isWorker: boolean): Promise<string> {
  const require =
    'import { createRequire } from "node:module"; const require = createRequire("/");';
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: peersFolder },
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "silent",
    platform: isWorker ? "node" : "browser",
    ...(isWorker && { conditions: ["workerd", "worker", "browser"], banner: { js: require } }),
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** The program with what it finds defined: its imports come first. */
function sourceOf({ program }: Subject, origin: string): string {
  const { imports, rest } = split(program);
  return `${imports}
    const credentials = ${JSON.stringify(credentials)};
    const endpoint = ${JSON.stringify(`${origin}/v2/token`)};
    const told = [];
    const got = (token) => told.push(fetch(${JSON.stringify(`${origin}/got/`)} + token));
    ${rest}
    await Promise.all(told);
  `;
}

function split(program: string): { imports: string; rest: string } {
  const end = program.lastIndexOf("from ");
  const line = program.indexOf("\n", end);
  return { imports: program.slice(0, line), rest: program.slice(line) };
}

function inProcess(command: string, ...args: readonly string[]): Runtime["run"] {
  return async (subject, { origin }) => {
    const options = { cwd: peersFolder, timeout: patience };
    await execute(command, [...args, sourceOf(subject, origin)], options);
  };
}

async function inPage(
  subject: Subject,
  { origin, setPage }: RuntimeServer,
  isDone: () => boolean,
): Promise<void> {
  setPage(await bundled(sourceOf(subject, origin), false));
  const { launch } = await import("puppeteer-core");
  const browser = await launch({
    executablePath: browserProgram("chromium"),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const page = await browser.newPage();
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(String(error)));
    await page.goto(`${origin}/`);
    await untilSo(() => isDone() || failures.length > 0, patience);
    if (failures[0]) throw new Error(failures[0]);
  } finally {
    await browser.close();
  }
}

async function inWorker(subject: Subject, { origin }: RuntimeServer): Promise<void> {
  const { imports, rest } = split(sourceOf(subject, origin));
  const handler = `export default { async fetch() { ${rest}; return new Response("done"); } };`;
  const worker = await bundled(`${imports}\n${handler}`, true);
  const folder = mkdtempSync(join(tmpdir(), "sirv-token-features-"));
  const port = await freePort();
  writeFileSync(join(folder, "worker.js"), worker);
  const flags = { compatibilityFlags: ["nodejs_compat"] };
  writeFileSync(join(folder, "config.capnp"), workerdConfig({ port, env: {}, ...flags }));
  const child = spawn(workerd, ["serve", join(folder, "config.capnp")], { stdio: "ignore" });
  const end = () => void child.kill();
  process.once("exit", end);
  try {
    const status = await firstStatus(port, () => child.exitCode !== null);
    if (status !== 200) throw new Error(`the worker answered ${status ?? "nothing"}`);
  } finally {
    process.off("exit", end);
    end();
    rmSync(folder, { recursive: true });
  }
}

/** What it answers as soon as it is up, if it does not end before. */
async function firstStatus(port: number, hasEnded: () => boolean): Promise<number | undefined> {
  for (let tries = 0; tries < 40 && !hasEnded(); tries += 1) {
    try {
      const { status } = await fetch(`http://127.0.0.1:${port}/`);
      return status;
    } catch {
      await untilSo(hasEnded, 250);
    }
  }
  return undefined;
}
