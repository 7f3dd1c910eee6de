export type { SandboxClient } from "./client.ts";
export type { SandboxClock } from "./clock.ts";
export type { SandboxFault } from "./fault.ts";
export { createSandbox } from "./sandbox.ts";
export type { Sandbox, SandboxOptions, SandboxRequest } from "./sandbox.ts";
