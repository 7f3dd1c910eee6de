// Each error that docs/errors.md tells of, provoked: by the sandbox where it can, with its time short.
import { vi } from "vitest";
import { brokeredToken } from "../../lib/broker/index.ts";
import {
  createTokenFetch,
  createTokenProvider,
  type Credentials,
  environmentCredentials,
  isTokenError,
  requestToken,
  type RequestTokenOptions,
  type TokenError,
  type TokenProvider,
  type TokenSource,
} from "../../lib/index.ts";
import { createSandbox, type SandboxFault } from "../../lib/sandbox/index.ts";

/** An error, and whether the library had tried again before. */
type Provoked = Pick<TokenError, "code" | "message" | "status" | "issues"> & {
  readonly wasRepeated: boolean;
};

/** Makes a call fail, which tells when it is tried again. */
type Provocation = (onRetry: () => void) => unknown;

const { credentials } = createSandbox();

/** A token request, to a sandbox unless the options say otherwise. */
const asking =
  (given: unknown, options: RequestTokenOptions = {}): Provocation =>
  async (onRetry) =>
    requestToken(given as Credentials, {
      fetch: createSandbox().fetch,
      retry: 1,
      onRetry,
      ...options,
    });

/** A sandbox that does so with each request. */
const answering = (fault: SandboxFault) => asking(credentials, { fetch: failing(fault) });

function failing(fault: SandboxFault): typeof globalThis.fetch {
  const sandbox = createSandbox();
  return async (input, init) => {
    sandbox.fail(fault);
    return sandbox.fetch(input, init);
  };
}

const replying = (response: () => Response) =>
  asking(credentials, { fetch: async () => response() });

const answeringWith = (status: number, headers: Readonly<Record<string, string>> = {}) =>
  answering({ type: "status", status, headers });

const withSecret = (change: (secret: string) => string) =>
  asking({ ...credentials, clientSecret: change(credentials.clientSecret) });

const sourced =
  (source: TokenSource): Provocation =>
  async () =>
    createTokenProvider(source, { totalTimeout: 30 }).getToken();

const brokered = (reply: () => Response) =>
  sourced(brokeredToken("https://app.example.com/token", { fetch: async () => reply() }));

const inPage: Provocation = () => {
  vi.stubGlobal("document", {});
  try {
    return environmentCredentials();
  } finally {
    vi.unstubAllGlobals();
  }
};

const withoutVariables: Provocation = () => {
  vi.stubEnv("SIRV_CLIENT_ID", "");
  try {
    return environmentCredentials();
  } finally {
    vi.unstubAllEnvs();
  }
};

const askingItself: Provocation = async () => {
  const provider: TokenProvider = createTokenProvider(async () => provider.getToken());
  return provider.getToken();
};

/** Its reply takes longer than the token lives. */
const expiringOnItsWay: Provocation = async () => {
  const now = performance.now();
  const fetch = async () => {
    vi.spyOn(performance, "now").mockReturnValue(now + 60_000);
    return Response.json({ token: "FAKE", expiresIn: 1 });
  };
  return createTokenProvider(credentials, { fetch })
    .getToken()
    .finally(() => vi.restoreAllMocks());
};

const browsersRedirect = (): Response =>
  Object.defineProperties(new Response(), {
    type: { value: "opaqueredirect" },
    status: { value: 0 },
    ok: { value: false },
  });

const never = async () => new Promise<never>(() => undefined);

const provocations: Readonly<Record<string, readonly Provocation[]>> = {
  invalid_input: [
    asking({ clientId: undefined, clientSecret: "" }),
    asking({ ...credentials, scope: "files:read" }),
    asking(credentials, { timeout: "1000" as never }),
    asking(credentials, { fetch: async () => ({ ok: true }) as never }),
    () => createTokenProvider(credentials, { signal: new AbortController().signal } as never),
    () => createTokenFetch(credentials as never),
    sourced(async () => ({}) as never),
    askingItself,
    withoutVariables,
    inPage,
  ],
  insecure_endpoint: [
    asking(credentials, { endpoint: "http://sandbox:7478/v2/token" }),
    asking(credentials, { endpoint: "https://user:FAKE@api.sirv.com/v2/token" }),
  ],
  unauthorized: [
    withSecret(() => "FAKE-secret-of-nobody"),
    withSecret((secret) => `"${secret}"`),
    withSecret((secret) => `${secret}\n`),
    withSecret((secret) => `${secret}\u200B`),
    answeringWith(403),
    brokered(() => new Response(null, { status: 401 })),
    brokered(() => new Response(null, { status: 403 })),
  ],
  rate_limited: [
    answeringWith(429, { "retry-after": "0.1" }),
    answering({ type: "rate-limit", resetIn: 3_600_000 }),
    answering({ type: "rate-limit-sentence", resetIn: 3_600_000 }),
    answering({ type: "reply", body: '[{"error":"rate limit exceeded"}]' }),
    brokered(() => new Response(null, { status: 429 })),
  ],
  redirected: [
    answering({ type: "redirect", location: "https://portal.example/", status: 302 }),
    replying(browsersRedirect),
  ],
  http_error: [
    answeringWith(400),
    answeringWith(404),
    answeringWith(407),
    answeringWith(408),
    answeringWith(503),
    brokered(() => new Response(null, { status: 502 })),
  ],
  network_error: [
    answering({ type: "cut-off" }),
    // No program listens there: the port is for those of the system's owner.
    asking(credentials, { endpoint: "http://127.0.0.1:1/v2/token", fetch }),
  ],
  timeout: [
    asking(credentials, { timeout: 30, fetch: failing({ type: "slow", delay: 10_000 }) }),
    sourced(never),
  ],
  invalid_response: [
    answering({ type: "reply", body: "<!doctype html>" }),
    answering({ type: "reply", body: "{}" }),
    sourced(() => ({ token: "FAKE" })),
    sourced(() => ({ token: "FAKE", expiresIn: 0 })),
    sourced(() => ({ token: "FAKE", expiresAt: 1 })),
    expiringOnItsWay,
    brokered(() => new Response("<!doctype html>")),
  ],
};

const provoked = new Map<string, Promise<readonly Provoked[]>>();

/** The errors of a code, each made but once. */
export async function tokenErrors(code: string): Promise<readonly Provoked[]> {
  const known = provoked.get(code) ?? inTurn(provocations[code] ?? []);
  provoked.set(code, known);
  return known;
}

async function inTurn(those: readonly Provocation[]): Promise<readonly Provoked[]> {
  const errors: Provoked[] = [];
  for (const provoke of those) {
    let wasRepeated = false;
    const onRetry = () => {
      wasRepeated = true;
    };
    const error = await thrownBy(async () => provoke(onRetry));
    if (!isTokenError(error)) throw error;
    const { code, message, status, issues } = error;
    errors.push({ code, message, status, issues, wasRepeated });
  }
  return errors;
}

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("nothing was thrown");
}
