// Requests of one worker share a provider, but the runtime ends each with all that it began.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterEach, describe, expect, test } from "vitest";
import program from "workerd";
import type { Credentials } from "../../lib/index.ts";
import { type ChildProgram, startProgram } from "../browsers/child-program.ts";
import { freePort } from "../browsers/free-port.ts";
import { createRemoteSandbox } from "../support/control.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

let workerd: ChildProgram | undefined;
afterEach(async () => workerd?.end());

/** Serves the worker, with these credentials, and gives its address. */
async function startWorker(endpoint: string, { clientId, clientSecret }: Credentials) {
  const folder = mkdtempSync(join(tmpdir(), "sirv-token-edge-"));
  const outfile = join(folder, "worker.js");
  await build({ entryPoints: [path("worker.ts")], bundle: true, format: "esm", outfile });
  const address = `127.0.0.1:${await freePort()}`;
  const text = (name: string, value: string) =>
    `(name = "${name}", text = ${JSON.stringify(value)})`;
  writeFileSync(
    join(folder, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "${address}", http = (), service = "worker")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-07-01",
  bindings = [${[
    text("ENDPOINT", endpoint),
    text("CLIENT_ID", clientId),
    text("CLIENT_SECRET", clientSecret),
  ].join(", ")}],
);
`,
  );
  workerd = await startProgram(program, ["serve", join(folder, "config.capnp")], "ignore");
  const url = `http://${address}/`;
  await expect
    .poll(
      async () =>
        fetch(`${url}health`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  return url;
}

describe("in workerd", { concurrent: false, timeout: 60_000 }, () => {
  test("who waits for a request that the runtime ended takes over", async () => {
    const sandbox = await createRemoteSandbox();
    const url = await startWorker(sandbox.endpoint, sandbox.credentials);
    await sandbox.fail({ type: "slow", delay: 60_000 });
    expect((await fetch(`${url}leave`)).ok).toBe(true);
    expect(await sandbox.arrivals()).toHaveLength(1);
    expect(await (await fetch(url)).text()).toMatch(/^eyJ/);
    expect(await sandbox.arrivals()).toHaveLength(2);
    // And the provider goes on as if nothing had happened.
    expect(await (await fetch(url)).text()).toMatch(/^eyJ/);
    expect(await sandbox.arrivals()).toHaveLength(2);
  });

  test("many requests at once share one token request", async () => {
    const sandbox = await createRemoteSandbox();
    const url = await startWorker(sandbox.endpoint, sandbox.credentials);
    const tokens = await Promise.all(
      Array.from({ length: 20 }, async () => (await fetch(url)).text()),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(await sandbox.arrivals()).toHaveLength(1);
  });
});
