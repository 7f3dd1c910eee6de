// What examples/README.md and each example's package.json say.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseArguments } from "../../../lib/cli/arguments.ts";
import { createSandbox } from "../../../lib/sandbox/index.ts";
import { express, otherFrameworks } from "../frameworks.ts";
import { run } from "../run.ts";
import { manifests } from "./example.ts";

const readme = readFileSync("examples/README.md", "utf8");

test("there is a line for each example", () => {
  const folders = readdirSync("examples", { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const lines = readme.matchAll(/^\| \[(?<name>[\w-]+)\]\(\k<name>\)/gm);
  const named = Array.from(lines, ([, name]) => name);
  expect(new Set(named)).toEqual(new Set(folders.map(({ name }) => name)));
});

test("the variables are those of a sandbox that is started as it says", async () => {
  const [block] = /^export [^`]+/m.exec(readme) ?? [];
  const print = 'printf "%s\\n" "$SIRV_CLIENT_ID" "$SIRV_CLIENT_SECRET" "$SIRV_BASE_URL"';
  const { stdout } = await run("bash", ["-c", `${block}${print}`]);
  const { clientId, clientSecret } = createSandbox().credentials;
  const { host, port } = parseArguments(["sandbox"]).sandbox;
  expect(stdout).toBe(`${clientId}\n${clientSecret}\nhttp://${host}:${port}/v2/\n`);
});

test("the examples ask for this version, and for frameworks with which it is tested", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const tested = new Set([...express, ...otherFrameworks, `sirv-token@^${version}`]);
  const asked = manifests.flatMap(({ dependencies }) =>
    Object.entries(dependencies).map(([name, range]) => `${name}@${range}`),
  );
  expect(asked).toContain(`sirv-token@^${version}`);
  expect(asked.filter((each) => !tested.has(each))).toEqual([]);
});
