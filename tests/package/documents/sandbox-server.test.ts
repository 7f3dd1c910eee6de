// The programs of docs/sandbox-server.md in other languages, as its workflow runs them.
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { parse } from "yaml";
import { createSandbox } from "../../../lib/sandbox/index.ts";
import { freePort } from "../../browsers/free-port.ts";
import { createApp, jwt } from "../app.ts";
import { run } from "../run.ts";
import { shownFile } from "../shown-files.ts";

const shown = (name: string) => shownFile("docs/sandbox-server.md", name);

interface Workflow {
  readonly jobs: {
    readonly test: {
      readonly env: Readonly<Record<string, string>>;
      readonly steps: readonly { readonly run?: string }[];
    };
  };
}
interface Compose {
  readonly services: { readonly app: { readonly environment: Readonly<Record<string, string>> } };
}

const { env, steps } = (parse(shown(".github/workflows/test.yml")) as Workflow).jobs.test;

test("the workflow's steps end well, and PHP gets a token", async () => {
  const cwd = createApp({
    "test_sirv.py": shown("test_sirv.py"),
    "token.php": `<?php\n${shown("token.php")}`,
  });
  const [start = "", ...rest] = steps.flatMap((step) => step.run ?? []);
  const port = await freePort();
  expect(start).toMatch(/^npx --yes sirv-token sandbox &$/);
  const script = [
    `sirv-token sandbox --port ${port} >served 2>&1 &`,
    "trap 'kill $!' EXIT",
    ...rest,
    "echo",
    "php token.php",
  ].join("\n");
  const { stdout } = await run("bash", ["-euc", script], {
    cwd,
    env: {
      ...env,
      SIRV_URL: `http://127.0.0.1:${port}`,
      PATH: `${join(inject("folder"), "apps/node_modules/.bin")}:${process.env["PATH"] ?? ""}`,
    },
  });
  expect(stdout.trim().split("\n").at(-1)).toMatch(jwt);
});

test("the credentials in its files are the sandbox's", () => {
  const { clientId, clientSecret } = createSandbox().credentials;
  const { environment } = (parse(shown("compose.yml")) as Compose).services.app;
  for (const variables of [env, environment]) {
    expect(variables).toMatchObject({ SIRV_CLIENT_ID: clientId, SIRV_CLIENT_SECRET: clientSecret });
  }
});
