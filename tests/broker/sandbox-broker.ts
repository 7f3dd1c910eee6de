import {
  createTokenBroker,
  type TokenBroker,
  type TokenBrokerOptions,
} from "../../lib/broker/index.ts";
import {
  createTokenProvider,
  type TokenProvider,
  type TokenProviderOptions,
} from "../../lib/index.ts";
import { createSandbox, type Sandbox } from "../../lib/sandbox/index.ts";
import { brokerRequest } from "../support/broker-request.ts";

/** The origin that it lists. */
export const listed = "https://app.example.com";

/** What tells it who is logged in, and the headers of a request that is. */
export const isLoggedIn = (request: Request): boolean =>
  request.headers.get("cookie") === "session=FAKE";
export const session: Readonly<Record<string, string>> = { cookie: "session=FAKE" };

/** A broker of a sandbox's provider. */
interface SandboxBroker {
  readonly sandbox: Sandbox;
  readonly provider: TokenProvider;
  readonly broker: TokenBroker;
  readonly ask: (headers?: Readonly<Record<string, string>>, method?: string) => Promise<Answer>;
  /** What it told its server's log. */
  readonly errors: readonly unknown[];
}

/** A reply, and what is in its JSON. */
interface Answer {
  readonly response: Response;
  readonly text: string;
  readonly token?: string;
  readonly expiresIn?: number;
  readonly scope?: readonly string[];
  readonly statusCode?: number;
  readonly error?: string;
  readonly message?: string;
}

export function createSandboxBroker(
  options: Partial<TokenBrokerOptions> = {},
  providerOptions: TokenProviderOptions = {},
): SandboxBroker {
  const sandbox = createSandbox();
  const { credentials, fetch } = sandbox;
  const provider = createTokenProvider(credentials, {
    fetch,
    dangerouslyAllowSecretInPage: true,
    ...providerOptions,
  });
  const errors: unknown[] = [];
  const broker = createTokenBroker(provider, {
    authorize: isLoggedIn,
    origins: [listed],
    onError: (error) => errors.push(error),
    ...options,
  });
  const ask: SandboxBroker["ask"] = async (headers = {}, method = "POST") => {
    const response = await broker(brokerRequest(method, headers));
    const text = await response.text();
    return { response, text, ...(text && (JSON.parse(text) as object)) };
  };
  return { sandbox, provider, broker, ask, errors };
}
