// The TypeScript source as it is, without a build: what JSR has, and what Node and Bun can import.
import { cpSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import jsr from "../../jsr.json" with { type: "json" };
import manifest from "../../package.json" with { type: "json" };
import { createEmptyApp, jwt, printedToken, source, write } from "./app.ts";
import { run } from "./run.ts";
import { bun, deno, nodes } from "./runtimes.ts";

const programFrom = (address: string) => source.replace("sirv-token", address);

test.each([...nodes, ["Bun", bun] as const])("%s imports it", async (_, runtime) => {
  const address = pathToFileURL(resolve("lib/index.ts")).href;
  const cwd = createEmptyApp({
    "main.ts": programFrom(address),
    "package.json": '{"type":"module"}',
  });
  expect(await printedToken(runtime, ["main.ts"], { cwd })).toMatch(jwt);
});

describe("JSR", () => {
  /** What is published, without package.json and what npm installed. */
  const createCopy = (files: Readonly<Record<string, string>> = {}) => {
    const cwd = createEmptyApp({});
    for (const path of ["jsr.json", ...jsr.publish.include]) {
      cpSync(path, join(cwd, path), { recursive: true });
    }
    return { cwd: write(cwd, files), env: { DENO_DIR: join(cwd, ".deno") } };
  };
  const publish = ["publish", "--dry-run", "--allow-dirty"];

  test("Deno imports it", async () => {
    const options = createCopy({ "main.ts": programFrom("./lib/index.ts") });
    const args = ["run", "--no-prompt", "--allow-net", "--config=jsr.json", "main.ts"];
    expect(await printedToken(deno, args, options)).toMatch(jwt);
  });

  test("it can be published", async () => {
    const { stderr } = await run(deno, publish, createCopy());
    expect(stderr).toContain("Dry run complete");
    expect(stderr).not.toContain("lib/cli");
  });

  test("it could not with a type that must be inferred", async () => {
    const index = `${readFileSync("lib/index.ts", "utf8")}export const slow = [1].map(String);`;
    await expect(run(deno, publish, createCopy({ "lib/index.ts": index }))).rejects.toThrow(
      "missing-explicit-type",
    );
  });

  test("its version and its imports are package.json's", () => {
    const versions: Readonly<Record<string, string>> = {
      ...manifest.devDependencies,
      ...manifest.dependencies,
    };
    expect(jsr.version).toBe(manifest.version);
    for (const [name, address] of Object.entries(jsr.imports)) {
      expect(address).toBe(`npm:${name}@${versions[name]}`);
    }
  });
});
