import process from "node:process";
import type { Credentials } from "../../index.ts";
import { createSandbox } from "../../sandbox/index.ts";
import type { Arguments } from "../arguments.ts";
import { readManifest } from "../manifest.ts";
import { requestOptionsOf } from "../request-from-sirv.ts";
import type { Surroundings } from "../surroundings.ts";
import { checkClock } from "./clock.ts";
import { accepted, checkCredentials, checkShape } from "./credentials.ts";
import { type Finding, skipped } from "./finding.ts";
import { checkLimits } from "./limits.ts";
import { checkNodeVersion } from "./node-version.ts";
import { checkProxy } from "./proxy.ts";
import { checkPublishedVariables } from "./published-variables.ts";
import { jsonOf, linesOf, paintFor, summaryOf } from "./report.ts";
import { checkScopes } from "./scopes.ts";
import { checkToken } from "./token.ts";
import { readVariableFiles } from "./variable-files.ts";

/** Checks what a token depends on, reports it, and gives the exit code. */
export async function runDoctor(args: Arguments, surroundings: Surroundings): Promise<number> {
  const { env, stdout } = surroundings;
  const findings: Finding[] = [];
  const paint = paintFor(stdout.isTTY ?? false, env);
  const isJson = args.output === "json";
  for await (const finding of check(args, surroundings)) {
    findings.push(finding);
    if (!isJson) stdout.write(linesOf(finding, paint));
  }
  stdout.write(isJson ? jsonOf(findings) : `\n${summaryOf(findings)}`);
  return Math.max(...findings.map(({ exitCode }) => exitCode));
}

/** The checks, one after the other. */
async function* check(args: Arguments, surroundings: Surroundings): AsyncGenerator<Finding> {
  const { env, folder, signal } = surroundings;
  const { version, versions, execArgv } = process;
  const options = requestOptionsOf(args, surroundings);
  const sandbox = args.credentials === "sandbox" ? createSandbox() : undefined;
  const fetch = sandbox?.fetch ?? globalThis.fetch;
  const asked = args.endpoint ?? "https://api.sirv.com/v2/token";
  const endpoint = URL.canParse(asked) ? new URL(asked) : undefined;
  const host = sandbox ? "The sandbox" : (endpoint?.host ?? "");

  yield checkNodeVersion(version, readManifest().engines.node);

  const files = await readVariableFiles(folder, args.envFile);
  const { credentials, finding: found } = sandbox
    ? {
        credentials: sandbox.credentials,
        finding: checkShape(sandbox.credentials, {
          clientId: "The sandbox's clientId",
          clientSecret: "clientSecret",
        }),
      }
    : await checkCredentials(args, surroundings, files);
  const ask = async (asker: Credentials) => checkToken(asker, { ...options, fetch }, host);
  // What looks odd and gets a token is no failure: only then is the request waited for.
  const early = credentials && found.status !== "ok" ? await ask(credentials) : undefined;
  yield early?.accessToken ? accepted(found, host) : found;

  const places = [{ place: "the environment", values: env }, ...files];
  yield checkPublishedVariables(places, credentials);

  if (sandbox) yield skipped("proxy", "the sandbox is in this process");
  else if (!endpoint) yield skipped("proxy", "--endpoint is no URL");
  else yield checkProxy({ env, version, undici: versions.undici ?? "", execArgv, endpoint });

  if (!credentials) {
    for (const name of ["token", "scopes", "clock", "limits"]) {
      yield skipped(name, "there are no credentials");
    }
    return;
  }
  const { accessToken, reply, finding } = early ?? (await ask(credentials));
  yield finding;
  yield accessToken ? checkScopes(accessToken) : skipped("scopes", "there is no token");
  yield reply ? checkClock(reply) : skipped("clock", "there was no reply");
  yield accessToken && endpoint
    ? await checkLimits({
        // Beside the token endpoint, as Sirv has it.
        url: new URL("account/limits", endpoint),
        token: accessToken.token,
        fetch,
        timeout: args.timeout ?? 10_000,
        signal,
        host,
      })
    : skipped("limits", "there is no token");
}
