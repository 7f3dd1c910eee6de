// Requests of one worker share a provider, but the runtime ends each with all that it began.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, type TestContext, test, vi } from "vitest";
import program from "workerd";
import type { TokenProviderOptions } from "../../lib/index.ts";
import { startProgram } from "../browsers/child-program.ts";
import { freePort } from "../browsers/free-port.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { workerdConfig } from "../support/workerd-config.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Serves the worker, with these options of its provider, and gives its address. */
async function startWorker(
  context: TestContext,
  sandbox: RemoteSandbox,
  options: TokenProviderOptions,
) {
  const { clientId, clientSecret } = sandbox.credentials;
  const folder = temporaryFolder(context);
  const outfile = join(folder, "worker.js");
  await build({ entryPoints: [path("worker.ts")], bundle: true, format: "esm", outfile });
  const port = await freePort();
  const env = {
    CLIENT_ID: clientId,
    CLIENT_SECRET: clientSecret,
    OPTIONS: JSON.stringify({ endpoint: sandbox.endpoint, ...options }),
    ARRIVALS: sandbox.arrivalsUrl,
  };
  writeFileSync(join(folder, "config.capnp"), workerdConfig({ port, env }));
  const workerd = await startProgram(program, ["serve", join(folder, "config.capnp")], "ignore");
  context.onTestFinished(async () => workerd.end());
  const url = `http://127.0.0.1:${port}/`;
  const isUp = async () =>
    fetch(`${url}health`).then(
      ({ ok }) => ok,
      () => false,
    );
  await vi.waitUntil(isUp, { timeout: 20_000 });
  return url;
}

const aToken = /^eyJ/;
const tokenOf = async (url: string) => (await fetch(url)).text();

/** Nobody waits that long: whoever is bound by this and by nothing else fails a test. */
const totalTimeout = 600_000;

describe("in workerd", { timeout: 60_000 }, () => {
  test("who waits for a request that the runtime ended takes over", async (context) => {
    const sandbox = await createRemoteSandbox();
    const url = await startWorker(context, sandbox, { totalTimeout: 1000 });
    await sandbox.fail({ type: "slow", delay: totalTimeout });
    expect((await fetch(`${url}leave`)).ok).toBe(true);
    expect(await sandbox.arrivals()).toHaveLength(1);
    const tokens = await Promise.all(Array.from({ length: 5 }, async () => tokenOf(url)));
    expect(tokens).toEqual(
      Array.from({ length: 5 }, () => expect.stringMatching(aToken) as string),
    );
    expect(await sandbox.arrivals()).toHaveLength(2);
    // And the provider goes on as if nothing had happened.
    expect(await tokenOf(url)).toBe(tokens[0]);
    expect(await sandbox.arrivals()).toHaveLength(2);
  });

  test("who comes after all have left a request, which the runtime ended, takes over", async (context) => {
    const sandbox = await createRemoteSandbox();
    const url = await startWorker(context, sandbox, { totalTimeout, timeout: totalTimeout });
    await sandbox.fail({ type: "slow", delay: totalTimeout });
    expect((await fetch(`${url}abort`)).ok).toBe(true);
    expect(await sandbox.arrivals()).toHaveLength(1);
    expect(await tokenOf(url)).toMatch(aToken);
    expect(await sandbox.arrivals()).toHaveLength(2);
  });

  test("so does who comes after callers of three requests have left it", async (context) => {
    const sandbox = await createRemoteSandbox();
    const url = await startWorker(context, sandbox, { totalTimeout, timeout: totalTimeout });
    await sandbox.fail({ type: "slow", delay: totalTimeout });
    await Promise.all([fetch(`${url}abort`), fetch(`${url}abort`), fetch(`${url}abort`)]);
    expect(await sandbox.arrivals()).toHaveLength(1);
    expect(await tokenOf(url)).toMatch(aToken);
    expect(await sandbox.arrivals()).toHaveLength(2);
  });

  test("so does who needs the refresh that a request began in the background", async (context) => {
    const sandbox = await createRemoteSandbox();
    const url = await startWorker(context, sandbox, {
      totalTimeout,
      timeout: totalTimeout,
      expiresIn: 8,
      refreshAhead: 4000,
      waitAhead: 0,
    });
    const first = await tokenOf(url);
    // Until it ages.
    await new Promise((resolve) => setTimeout(resolve, 4200));
    await sandbox.fail({ type: "slow", delay: totalTimeout });
    expect((await fetch(`${url}leave?sent=2`)).ok).toBe(true);
    expect(await sandbox.arrivals()).toHaveLength(2);
    const next = await tokenOf(`${url}?minValidity=4000`);
    expect(next).toMatch(aToken);
    expect(next).not.toBe(first);
    expect(await sandbox.arrivals()).toHaveLength(3);
  });

  test("who leaves harms nobody of another request", async (context) => {
    const sandbox = await createRemoteSandbox();
    const url = await startWorker(context, sandbox, { totalTimeout });
    await sandbox.fail({ type: "slow", delay: 1500 });
    const [token] = await Promise.all([tokenOf(url), fetch(`${url}abort`), fetch(`${url}leave`)]);
    expect(token).toMatch(aToken);
    expect(await sandbox.arrivals()).toHaveLength(1);
  });

  test("many requests at once share one token request", async (context) => {
    const sandbox = await createRemoteSandbox();
    const url = await startWorker(context, sandbox, {});
    const tokens = await Promise.all(Array.from({ length: 20 }, async () => tokenOf(url)));
    expect(new Set(tokens).size).toBe(1);
    expect(await sandbox.arrivals()).toHaveLength(1);
  });
});
