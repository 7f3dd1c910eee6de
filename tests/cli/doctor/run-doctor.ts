import type { TestContext } from "vitest";
import { serve } from "../../../lib/cli/serve.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../../lib/sandbox/index.ts";
import { expectNoSecrets } from "../../support/no-secrets.ts";
import type { Run } from "../run-command.ts";
import { type Input, runMain } from "../run-main.ts";

/** What a run of the doctor left behind. */
export interface DoctorRun extends Run {
  /** The checks by name, with their status. */
  readonly statuses: Readonly<Record<string, string>>;
}

/** A sandbox on real HTTP, and the doctor that looks at it. */
export interface Patient {
  readonly sandbox: Sandbox;
  /** How many requests have arrived; the sandbox lists those that it answered. */
  readonly arrivals: () => number;
  /** The variables with its credentials. */
  readonly env: { readonly SIRV_CLIENT_ID: string; readonly SIRV_CLIENT_SECRET: string };
  /** Runs the command; it fails if a secret or token was printed. Without `env`, it has `env`. */
  readonly run: (args?: readonly string[], input?: Input) => Promise<DoctorRun>;
}

const statusOf: Readonly<Record<string, string>> = {
  "✓": "ok",
  "!": "note",
  "✗": "failed",
  "-": "skipped",
};

/** Serves a sandbox for one test. */
export async function servePatient(
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  options: SandboxOptions = {},
): Promise<Patient> {
  const sandbox = createSandbox(options);
  const { clientId, clientSecret } = sandbox.credentials;
  let arrivals = 0;
  const server = await serve((request) => {
    arrivals++;
    return sandbox.fetch(request);
  }, 0);
  onTestFinished(() => server.close());
  const env = { SIRV_CLIENT_ID: clientId, SIRV_CLIENT_SECRET: clientSecret };
  return {
    sandbox,
    arrivals: () => arrivals,
    env,
    async run(args = [], input = {}) {
      const isGiven = args.includes("--endpoint");
      const endpoint = isGiven ? [] : ["--endpoint", `${server.origin}/v2/token`];
      const run = await runDoctor([...endpoint, ...args], { env, ...input });
      // All of the sandbox's tokens begin so.
      expectNoSecrets(run, clientSecret, "eyJ");
      return run;
    },
  };
}

/** Runs the command in this process. */
export async function runDoctor(args: readonly string[], input?: Input): Promise<DoctorRun> {
  const run = await runMain(["doctor", ...args], input);
  const lines = Array.from(run.stdout.matchAll(/^(\S) (\w+): /gm), ([, sign = "", name = ""]) => [
    name,
    statusOf[sign],
  ]);
  return { ...run, statuses: Object.fromEntries(lines) };
}
