// Requests of one worker share a provider, but the runtime ends each with all that it began.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, type TestContext, test, vi } from "vitest";
import program from "workerd";
import type { TokenProviderOptions } from "../../lib/index.ts";
import { startServer } from "../package/running-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { workerdConfig } from "../support/workerd-config.ts";
import { startGatedSandbox } from "./gated-sandbox.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Nobody waits that long: whoever is bound by this and by nothing else fails a test. */
const never = 600_000;

/** A worker with these options of its provider, and the sandbox that it asks. */
async function startWorker(context: TestContext, options: TokenProviderOptions = {}) {
  const sandbox = await startGatedSandbox(context);
  const { clientId, clientSecret } = sandbox.credentials;
  const folder = temporaryFolder(context);
  const outfile = join(folder, "worker.js");
  await build({ entryPoints: [path("worker.ts")], bundle: true, format: "esm", outfile });
  const limits = { totalTimeout: never, timeout: never };
  const env = {
    CLIENT_ID: clientId,
    CLIENT_SECRET: clientSecret,
    OPTIONS: JSON.stringify({ endpoint: sandbox.endpoint, ...limits, ...options }),
    ARRIVALS: sandbox.arrivalsUrl,
  };
  const config = join(folder, "config.capnp");
  const workerd = await startServer((port) => {
    writeFileSync(config, workerdConfig({ port, env }));
    return { command: [program, "serve", config], env: {} };
  });
  context.onTestFinished(async () => workerd.close());
  const ask = async (what: string) => {
    const response = await fetch(`${workerd.origin}/${what}`);
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  };
  return { sandbox, ask };
}

const aToken = /^eyJ/;

describe("in workerd", { timeout: 60_000 }, () => {
  test("who waits for a request that the runtime ended takes over", async (context) => {
    // Short, for who waits does so for two seconds longer than that.
    const { sandbox, ask } = await startWorker(context, { totalTimeout: 5000 });
    sandbox.hold();
    expect(await ask("leave?sent=1")).toBe("");
    expect(sandbox.arrivals()).toBe(1);
    const tokens = await Promise.all(Array.from({ length: 5 }, async () => ask("token")));
    expect(tokens).toEqual(
      Array.from({ length: 5 }, () => expect.stringMatching(aToken) as string),
    );
    expect(sandbox.arrivals()).toBe(2);
    // And the provider goes on as if nothing had happened.
    expect(await ask("token")).toBe(tokens[0]);
    expect(sandbox.arrivals()).toBe(2);
  });

  test("who comes after all have left a request, which the runtime ended, takes over", async (context) => {
    const { sandbox, ask } = await startWorker(context);
    sandbox.hold();
    expect(await ask("abort?sent=1")).toBe("");
    expect(sandbox.arrivals()).toBe(1);
    expect(await ask("token")).toMatch(aToken);
    expect(sandbox.arrivals()).toBe(2);
  });

  test("so does who comes after callers of three requests have left it", async (context) => {
    const { sandbox, ask } = await startWorker(context);
    sandbox.hold();
    await Promise.all(Array.from({ length: 3 }, async () => ask("abort?sent=1&callers=3")));
    expect(sandbox.arrivals()).toBe(1);
    expect(await ask("token")).toMatch(aToken);
    expect(sandbox.arrivals()).toBe(2);
  });

  test("so does who needs the refresh that a request began in the background", async (context) => {
    const { sandbox, ask } = await startWorker(context, {
      refreshAhead: 600_000,
      waitAhead: 0,
    });
    const first = await ask("token");
    // It lives for twenty minutes, and is handed out for five more.
    await ask("pass?milliseconds=900000");
    sandbox.hold();
    expect(await ask("leave?sent=2")).toBe(first);
    expect(sandbox.arrivals()).toBe(2);
    const next = await ask("token?minValidity=600000");
    expect(next).toMatch(aToken);
    expect(next).not.toBe(first);
    expect(sandbox.arrivals()).toBe(3);
  });

  test("who leaves harms nobody of another request", async (context) => {
    const { sandbox, ask } = await startWorker(context);
    const letGo = sandbox.hold();
    const token = ask("token");
    // Theirs is the token request: the runtime ends what a request began.
    await vi.waitUntil(() => sandbox.arrivals() === 1, { timeout: 20_000 });
    expect(await Promise.all([ask("abort?sent=1"), ask("leave?sent=1")])).toEqual(["", ""]);
    letGo();
    expect(await token).toMatch(aToken);
    expect(sandbox.arrivals()).toBe(1);
  });

  test("many requests at once share one token request", async (context) => {
    const { sandbox, ask } = await startWorker(context);
    const tokens = await Promise.all(Array.from({ length: 20 }, async () => ask("token")));
    expect(new Set(tokens).size).toBe(1);
    expect(sandbox.arrivals()).toBe(1);
  });
});
