export type { SandboxClient } from "./client.ts";
export type { SandboxClock } from "./clock.ts";
export type { SandboxFault } from "./fault.ts";
export type { SandboxOptions } from "./sandbox-options.ts";
export { createSandbox } from "./sandbox.ts";
export type { Sandbox, SandboxRequest } from "./sandbox.ts";
