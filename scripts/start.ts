// One token request to a sandbox, shown step by step, then the demo page. Ctrl-C ends everything.
import { createServer } from "vite";
import { serve } from "../lib/cli/serve.ts";
import { requestToken } from "../lib/index.ts";
import { createSandbox } from "../lib/sandbox/index.ts";

const print = (...texts: readonly string[]) => process.stdout.write(`${texts.join("\n")}\n`);

const sandbox = createSandbox();
const { credentials } = sandbox;
const server = await serve((request) => sandbox.fetch(request), 0);
const endpoint = `${server.origin}/v2/token`;

const accessToken = await requestToken(credentials, { endpoint, fetch: show });
print("", "The token's claims", pretty(claimsOf(accessToken.token)));
print("", `It expires at ${new Date(accessToken.expiresAt).toLocaleTimeString()}.`);

const page = await createServer({ configFile: "demo/vite.config.ts", logLevel: "warn" });
await page.listen();
const [address = ""] = page.resolvedUrls?.local ?? [];
print("", `The demo page: ${address}?endpoint=${encodeURIComponent(endpoint)}`, "Ctrl-C ends it.");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void Promise.all([page.close(), server.close()]).then(() => process.exit(0));
  });
}

/** Sends a request, and prints it and its reply as they are, but for the secret. */
async function show(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const masked = (init.body as string).replace(JSON.stringify(credentials.clientSecret), '"***"');
  print("The request", `${init.method} ${input as string}`, ...lines(init.headers), "", masked);
  const response = await fetch(input, init);
  print("", "The reply", `${response.status} ${response.statusText}`, ...lines(response.headers));
  print("", pretty(await response.clone().json()));
  return response;
}

function lines(headers?: HeadersInit): string[] {
  return [...new Headers(headers)].map(([name, value]) => `${name}: ${value}`);
}

function claimsOf(token: string): unknown {
  const [, claims = ""] = token.split(".");
  return JSON.parse(Buffer.from(claims, "base64url").toString());
}

function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
