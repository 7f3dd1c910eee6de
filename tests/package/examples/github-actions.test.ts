import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { parse } from "yaml";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import { createEmptyApp } from "../app.ts";
import { run } from "../run.ts";
import { environmentFor, pathsOf, textAt } from "./example.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: {
    readonly upload: {
      readonly defaults: { readonly run: { readonly shell: string } };
      readonly steps: readonly Step[];
    };
  };
}

const { permissions, jobs } = parse(
  readFileSync("examples/github-actions/upload.yml", "utf8"),
) as Workflow;

/** A site whose build writes these files. */
function createSite(files: Readonly<Record<string, string>>): string {
  const sources = Object.entries(files).map(([name, text]) => [`source/${name}`, text]);
  return createEmptyApp({
    "package.json": '{"private":true,"scripts":{"build":"cp -r source dist"}}',
    "package-lock.json": '{"lockfileVersion":3,"packages":{"":{}}}',
    ...Object.fromEntries(sources),
  });
}

/** Runs the steps as GitHub does where a workflow asks for bash, and gives what the log would show. */
async function work(cwd: string, sandbox: RemoteSandbox): Promise<string> {
  const given = environmentFor(sandbox);
  const logs: string[] = [];
  for (const { run: script, env = {} } of jobs.upload.steps) {
    if (script === undefined) continue;
    const args = ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script];
    const named = Object.keys(env).map((name) => [name, given[name] ?? ""]);
    const { stdout, stderr } = await run("bash", args, {
      cwd,
      env: {
        PATH: given["PATH"] ?? "",
        ...Object.fromEntries(named),
        npm_config_registry: inject("registry"),
        // In the user's own, npx would find what other tests had it install, by the version.
        npm_config_cache: join(inject("folder"), "npx-cache"),
      },
    });
    logs.push(stdout, stderr);
  }
  return logs.join("");
}

// One after the other: npx installs the package for the first alone.
describe("its steps", { concurrent: false }, () => {
  test("uploads what was built, and shows the token to the log's mask alone", async () => {
    const files = { "index.html": "<p>", "images/a [1] & b.jpg": "one", "-x": "two", empty: "" };
    const sandbox = await createRemoteSandbox();
    const log = await work(createSite(files), sandbox);
    const uploads = Array<string>(4).fill("/v2/files/upload 200");
    expect(await pathsOf(sandbox)).toEqual(["/v2/token 200", ...uploads]);
    for (const [name, text] of Object.entries(files)) {
      expect(await textAt(sandbox, `/site/${name}`)).toBe(text);
    }
    const [, token = ""] = /^::add-mask::(eyJ.+)$/m.exec(log) ?? [];
    expect(token).not.toBe("");
    expect(log.split(token)).toHaveLength(2);
    expect(log).not.toContain(sandbox.credentials.clientSecret);
  });

  test("fails with an upload", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "status", status: 403, path: "/v2/files/upload" });
    await expect(work(createSite({ "a.jpg": "one", "b.jpg": "two" }), sandbox)).rejects.toThrow(
      "403",
    );
    expect(await pathsOf(sandbox)).toEqual(["/v2/token 200", "/v2/files/upload 403"]);
  });

  test("fails without a token", async () => {
    const sandbox = await createRemoteSandbox();
    await sandbox.fail({ type: "status", status: 401, path: "/v2/token" });
    const failing = work(createSite({ "a.jpg": "one" }), sandbox);
    await expect(failing).rejects.toThrow("refused the credentials");
    expect(await pathsOf(sandbox)).toEqual(["/v2/token 401"]);
  });
});

test("may read the repository and no more, in bash, by actions at commits", () => {
  expect(permissions).toEqual({ contents: "read" });
  expect(jobs.upload.defaults.run.shell).toBe("bash");
  const actions = jobs.upload.steps.flatMap(({ uses }) => uses ?? []);
  expect(actions.filter((action) => !/@[\da-f]{40}$/.test(action))).toEqual([]);
  expect(actions).toHaveLength(2);
});
