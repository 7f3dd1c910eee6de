import * as fs from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { formatWithOptions } from "node:util";
import * as main from "../../lib/index.ts";
import * as broker from "../../lib/broker/index.ts";
import * as sandbox from "../../lib/sandbox/index.ts";
import * as shared from "../../lib/shared/index.ts";

const modules: Readonly<Record<string, object>> = {
  "node:fs": fs,
  "sirv-token": main,
  "sirv-token/broker": broker,
  "sirv-token/sandbox": sandbox,
  "sirv-token/shared": shared,
};

type Run = (...values: readonly unknown[]) => Promise<void>;
// It has no name of its own.
const AsyncFunction = (async () => undefined).constructor as new (...parts: string[]) => Run;

/**
 * Runs a program of a document in this process, by the source of the library, and gives what it prints. That it
 * also runs as a module, with the package installed, is for the tests of the package.
 */
export async function runProgram(code: string): Promise<string> {
  const lines: string[] = [];
  const log = (...values: readonly unknown[]) => {
    lines.push(formatWithOptions({ colors: false }, ...values));
  };
  const body = stripTypeScriptTypes(code)
    .replace(/^import (\{.*\}) from "(.*)";$/gm, 'const $1 = modules["$2"];')
    .replace(/^export /gm, "");
  const names = { modules, console: { log } };
  await new AsyncFunction(...Object.keys(names), body)(...Object.values(names));
  return lines.join(" ");
}
