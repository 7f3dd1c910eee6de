import { inject } from "vitest";
import type { Credentials } from "../../lib/index.ts";
import type { SandboxFault, SandboxOptions, SandboxRequest } from "../../lib/sandbox/index.ts";

/** A sandbox on real HTTP. */
export interface RemoteSandbox {
  /** The URL to which `/v2/token` and the like are added. */
  readonly base: string;
  readonly endpoint: string;
  readonly credentials: Credentials;
  fail(...faults: readonly SandboxFault[]): Promise<void>;
  requests(): Promise<readonly SandboxRequest[]>;
  /** The methods of what arrived, answered or not; preflights with the headers that they ask for. */
  arrivals(): Promise<readonly string[]>;
  /** Where another program can ask for these, as JSON. */
  readonly arrivalsUrl: string;
  /** Moves its clock by so many milliseconds. */
  advance(milliseconds: number): Promise<void>;
  /** Revokes a token, or all. */
  revoke(token?: string): Promise<void>;
}

/** A TCP server that keeps what it is sent. */
export interface RemoteRecorder {
  readonly origin: string;
  readonly endpoint: string;
  /** The requests as they came, one character for each byte; preflights left out. */
  requests(): Promise<readonly string[]>;
}

/** Secrets and tokens in these tests are visibly of no use anywhere. */
export const fake: Credentials = {
  clientId: "fakeClientId",
  clientSecret: "FAKE-secret+with/all=the\\characters\"of'trouble",
};

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(inject("control") + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return (await response.json()) as T;
}

/** A sandbox for one test. */
export async function createRemoteSandbox(options: SandboxOptions = {}): Promise<RemoteSandbox> {
  const { id, credentials } = await ask<{ id: string; credentials: Credentials }>(
    "POST",
    "/sandboxes",
    options,
  );
  const path = `/sandbox/${id}`;
  const base = inject("control") + path;
  const arrivals = `/sandboxes/${id}/arrivals`;
  // The path that the command serves too.
  const control = `${path}/sandbox`;
  return {
    base,
    endpoint: `${base}/v2/token`,
    credentials,
    fail: async (...faults) => ask("POST", `${control}/faults`, faults),
    requests: async () => ask("GET", `${control}/requests`),
    arrivals: async () => ask("GET", arrivals),
    arrivalsUrl: inject("control") + arrivals,
    advance: async (milliseconds) => ask("POST", `${control}/clock`, { advance: milliseconds }),
    revoke: async (token) => ask("POST", `${control}/revoke`, { token }),
  };
}

/** A recorder for one test, which answers with these HTTP responses, one after the other. */
export async function createRemoteRecorder(...replies: readonly string[]): Promise<RemoteRecorder> {
  const origin = await ask<string>("POST", "/recorders", replies);
  return {
    origin,
    endpoint: `${origin}/v2/token`,
    requests: async () => ask("GET", `/recorders?origin=${encodeURIComponent(origin)}`),
  };
}

/** The bytes of an HTTP response, one character for each. */
export function httpReply(
  body: string,
  status: number = 200,
  headers: Readonly<Record<string, string>> = {},
): string {
  const bytes = new TextEncoder().encode(body);
  return [
    `HTTP/1.1 ${status} Whatever`,
    "access-control-allow-origin: *",
    "access-control-expose-headers: *",
    "connection: close",
    `content-length: ${bytes.length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "",
    String.fromCharCode(...bytes),
  ].join("\r\n");
}

/** A reply of the documented shape, with a token that is of no use anywhere. */
export const tokenReply: {
  readonly token: string;
  readonly expiresIn: number;
  readonly scope: readonly string[];
} = {
  token: "FAKE.access-token_of.tests",
  expiresIn: 1200,
  scope: ["images"],
};
