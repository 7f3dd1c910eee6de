/**
 * Sirv's token endpoint and what most clients do with its token, in memory: for tests and demos without a
 * network and without an account.
 *
 * @example
 * ```ts
 * const sandbox = createSandbox();
 * const provider = createTokenProvider(sandbox.credentials, { fetch: sandbox.fetch });
 * sandbox.clock.advance(1_200_000); // 20 minutes later, what it gave has expired
 * ```
 * @module sirv-token/sandbox
 */
export type { SandboxClient } from "./client.ts";
export type { SandboxClock } from "./clock.ts";
export type { SandboxFault } from "./fault.ts";
export type { SandboxOptions } from "./sandbox-options.ts";
export { createSandbox } from "./sandbox.ts";
export type { Sandbox, SandboxRequest } from "./sandbox.ts";
