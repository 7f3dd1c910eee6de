import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import { workerdConfig } from "../../support/workerd-config.ts";
import type { RunningServer } from "../running-server.ts";
import { startWorkerd } from "../workerd-app.ts";
import { checkTypes, environmentFor, installExample } from "./example.ts";

interface Settings {
  readonly main: string;
  readonly compatibility_date: string;
  readonly compatibility_flags: readonly string[];
}

const main = "worker.ts";

let cwd: string;
let sandbox: RemoteSandbox;
let server: RunningServer;
beforeAll(async () => {
  cwd = await installExample("cloudflare-worker");
  sandbox = await createRemoteSandbox();
  const { PATH: _, ...env } = environmentFor(sandbox);
  server = await startWorkerd(cwd, main, env);
});
afterAll(async () => server?.close());

// One after the other: what is scripted is for the next request.
describe("served", { concurrent: false }, () => {
  test("tells how much room the account has left", async () => {
    const response = await fetch(server.origin);
    expect(await response.json()).toEqual({ used: 0, free: 500_000_000 });
    expect((await fetch(`${server.origin}/other`)).status).toBe(404);
  });

  test("answers when Sirv does not, without its reason", async () => {
    await sandbox.fail({ type: "status", status: 403, path: "/v2/account/storage" });
    const response = await fetch(server.origin);
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ error: "Sirv gave no answer" });
  });
});

test("its settings are those with which it runs here", () => {
  const jsonc = readFileSync(join(cwd, "wrangler.jsonc"), "utf8");
  const json = jsonc.replaceAll(/^\s*\/\/.*$/gm, "").replaceAll(/,(?=\s*\})/g, "");
  const settings = JSON.parse(json) as Settings;
  expect(settings).toMatchObject({ main, compatibility_flags: ["nodejs_compat"] });
  const date = settings.compatibility_date;
  expect(workerdConfig({ port: 0, env: {} })).toContain(`compatibilityDate = "${date}"`);
});

test("its types are right", async () => {
  await expect(checkTypes(cwd, main)).resolves.toBeUndefined();
});
