// What GitHub runs: everything that can run here, by fixed versions, with as few rights as it needs.
import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { places } from "../../scripts/places.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly uses?: string;
  readonly strategy?: { readonly matrix: { readonly place: readonly string[] } };
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const files = globSync(".github/workflows/*.yml").toSorted();
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

const read = (file: string) => parse(readFileSync(file, "utf8")) as Workflow;

describe.each(files)("%s", (file) => {
  const { permissions, jobs } = read(file);
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

  test("takes actions by their commits, and says which version that is", () => {
    const used = readFileSync(file, "utf8").match(/uses: (?!\.\/).*/g) ?? [];
    for (const each of used) expect(each).toMatch(/@[\da-f]{40} # v\d+\.\d+\.\d+$/);
    expect(used.length).toBeGreaterThan(0);
  });

  test("may read the repository, and nothing else by itself", () => {
    expect(permissions).toEqual({ contents: "read" });
  });

  test("runs what there is", () => {
    const names = steps.flatMap(({ run = "" }) =>
      [...run.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name),
    );
    for (const name of names) expect(scripts).toHaveProperty([name]);
    const programs = steps.flatMap(({ run = "" }) => run.match(/scripts\/[\w-]+\.ts/g) ?? []);
    for (const program of programs) expect(readFileSync(program, "utf8")).not.toBe("");
  });
});

test("CI goes through every place", () => {
  const { jobs } = read(".github/workflows/ci.yml");
  expect(jobs["test"]?.strategy?.matrix.place).toEqual(places.map(({ name }) => name));
});

test("CI checks what .ci/run checks", () => {
  const { jobs } = read(".github/workflows/ci.yml");
  const run = readFileSync(".ci/run", "utf8");
  for (const command of run.match(/^npm run .*$/gm) ?? []) {
    expect(jobs["check"]?.steps).toContainEqual({ run: command });
  }
});

test("the example takes the actions that the workflows take", () => {
  const pinned = (file: string) => readFileSync(file, "utf8").match(/uses: (?!\.\/).*/g) ?? [];
  const own = files.flatMap(pinned);
  const copied = pinned("examples/github-actions/upload.yml");
  expect(copied.length).toBeGreaterThan(0);
  expect(own).toEqual(expect.arrayContaining(copied));
});

test("a release needs CI, and only what publishes may speak for the repository", () => {
  const { jobs } = read(".github/workflows/release.yml");
  expect(jobs).toMatchObject({
    ci: { needs: "tag", uses: "./.github/workflows/ci.yml" },
    pack: { needs: "ci" },
    publish: { needs: "pack", permissions: { "id-token": "write" } },
    announce: { needs: "publish", permissions: { contents: "write" } },
  });
  const writers = Object.entries(jobs).filter(([, job]) => job.permissions);
  expect(writers.map(([name]) => name)).toEqual(["publish", "announce"]);
});

test("the list of what the package is made of has what its users get, and nothing else", () => {
  const { jobs } = read(".github/workflows/release.yml");
  const steps = jobs["pack"]?.steps ?? [];
  const command = steps.flatMap(({ run = "" }) => /npm sbom [^>]*/.exec(run) ?? [])[0] ?? "";
  const [program = "", ...args] = command.trim().split(" ");
  const list = JSON.parse(execFileSync(program, args, { encoding: "utf8" })) as {
    readonly components: readonly { readonly name: string }[];
  };
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    readonly dependencies: object;
  };
  expect(list.components.map(({ name }) => name).toSorted()).toEqual(Object.keys(dependencies));
});
