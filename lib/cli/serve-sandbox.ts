import { once } from "node:events";
import { createSandbox } from "../sandbox/index.ts";
import type { ServedSandboxArguments } from "./arguments.ts";
import { withControl } from "./control.ts";
import { serve } from "./serve.ts";
import type { Streams } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

/** Serves a sandbox until it is told to stop: its endpoint on stdout, how to use it on stderr. */
export async function serveSandbox(
  { port, host, options, json, verbose }: ServedSandboxArguments,
  { stdout, stderr, signal }: Streams,
): Promise<void> {
  const { credentials } = createSandbox(options);
  const answer = withControl(() => createSandbox(options));
  const handler = async (request: Request) => {
    const response = await answer(request);
    const { pathname } = new URL(request.url);
    if (verbose) stderr.write(`${request.method} ${pathname} ${response.status}\n`);
    return response;
  };
  const server = await serve(handler, port, host).catch((error: unknown) => {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const isHost = /^(ENOTFOUND|EADDRNOTAVAIL|EAI_)/.test(code);
    const option = isHost ? `--host ${host}` : `--port ${port}`;
    throw new UsageError(`${option} can't be used: ${message.replace(/\.$/, "")}.`);
  });
  const { origin } = server;
  const endpoint = `${origin}/v2/token`;
  const control = `${origin}/sandbox`;
  stdout.write(
    json
      ? `${JSON.stringify({ endpoint, baseUrl: `${origin}/v2/`, control, credentials })}\n`
      : `${endpoint}\n`,
  );
  stderr.write(`The sandbox accepts these credentials, which are of no account:
SIRV_CLIENT_ID=${credentials.clientId}
SIRV_CLIENT_SECRET=${credentials.clientSecret}
Its control path is ${control}; sirv-token --help tells what it takes.
Ctrl-C ends it.
`);
  if (!signal.aborted) await once(signal, "abort");
  await server.close();
}
