import { once } from "node:events";
import { createSandbox } from "../sandbox/index.ts";
import { serve } from "./serve.ts";
import type { Streams } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

/** Serves a sandbox until it is told to stop: its endpoint on stdout, how to use it on stderr. */
export async function serveSandbox(
  port: number,
  { stdout, stderr, signal }: Streams,
): Promise<void> {
  const sandbox = createSandbox();
  const { clientId, clientSecret } = sandbox.credentials;
  const server = await serve((request) => sandbox.fetch(request), port).catch((error: unknown) => {
    throw new UsageError(`--port ${port} can't be used: ${(error as Error).message}.`);
  });
  stdout.write(`${server.origin}/v2/token\n`);
  stderr.write(`The sandbox accepts these credentials, which are of no account:
SIRV_CLIENT_ID=${clientId}
SIRV_CLIENT_SECRET=${clientSecret}
Ctrl-C ends it.
`);
  if (!signal.aborted) await once(signal, "abort");
  await server.close();
}
