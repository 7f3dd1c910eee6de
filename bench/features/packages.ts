import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ours } from "../measure/ours.ts";

const bench = fileURLToPath(new URL("..", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));

interface Manifest {
  readonly version: string;
  readonly main?: string;
  readonly types?: string;
  readonly typings?: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, Manifest>>;
}

/** What a package says of itself, as it is installed. */
export function manifestOf(name: string): Manifest {
  const file = name === ours ? `${root}package.json` : `${bench}node_modules/${name}/package.json`;
  return readJson(file) as Manifest;
}

/** Whether types are in the package, in one of the community's, or nowhere. */
export function typesOf(name: string): "own" | "@types" | "none" {
  const { main = "", types, typings, exports } = manifestOf(name);
  const isDeclared = types ?? typings ?? JSON.stringify(exports ?? "").includes('"types"');
  // The compiler also looks beside the code.
  const beside = `${bench}node_modules/${name}/${main.replace(/\.js$/, ".d.ts")}`;
  if (isDeclared || (main.endsWith(".js") && existsSync(beside))) return "own";
  return existsSync(`${bench}node_modules/@types/${name}`) ? "@types" : "none";
}

/** The packages that come along with it, those of these as well. */
export function dependenciesOf(name: string): ReadonlySet<string> {
  const isOwn = name === ours;
  const { packages } = readJson(`${isOwn ? root : bench}package-lock.json`) as Lock;
  const reached = new Set<string>();
  const pending = isOwn ? pathsOf("", packages[""]) : [`node_modules/${name}`];
  for (const path of pending) {
    if (reached.has(path)) continue;
    reached.add(path);
    pending.push(...pathsOf(path, packages[path]));
  }
  if (!isOwn) reached.delete(`node_modules/${name}`);
  return reached;

  function pathsOf(from: string, manifest: Manifest | undefined): string[] {
    return Object.keys(manifest?.dependencies ?? {}).map((dependency) =>
      installedPath(from, dependency),
    );
  }

  /** Where Node finds it from there: the nearest folder that has it. */
  function installedPath(from: string, dependency: string): string {
    const nested = `${from}/node_modules/${dependency}`;
    if (from !== "" && packages[nested]) return nested;
    const above = from.lastIndexOf("/node_modules/");
    if (above > 0) return installedPath(from.slice(0, above), dependency);
    return `node_modules/${dependency}`;
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
