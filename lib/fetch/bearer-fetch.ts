import { readText } from "../request/reply.ts";
import { quietly } from "../support/quietly.ts";
import type { AccessToken } from "../access-token.ts";
import type { GetTokenOptions } from "../provider/provider-options.ts";
import { cancelBody, isReadOnce } from "./body.ts";
import { asItIsNow, type FetchCall, isRequest, withBearer } from "./outgoing.ts";

/** What a token fetch, and a broker, need of a provider: every `TokenProvider` has it. */
export interface TokenHolder {
  /**
   * Gives a token that is good now.
   *
   * @param options - The caller's signal, and how many milliseconds the token must still be good.
   * @returns The token.
   */
  readonly getToken: (options?: GetTokenOptions) => Promise<AccessToken>;
  /**
   * Drops a token that Sirv refused with a 401.
   *
   * @param token - The bearer token itself.
   * @returns Nothing but `false` means that the token stays in use.
   */
  readonly invalidate: (token: string) => unknown;
}

/** How calls get their token. */
export interface BearerFetchPlan {
  readonly provider: TokenHolder;
  /** The origin that the token may go to. */
  readonly origin: string;
  /** What sends the requests; the global one of that time, if none. */
  readonly fetch: typeof globalThis.fetch | undefined;
  /** Whether to keep a Request's body, so that it can be sent again. */
  readonly keepsBody?: boolean;
}

/** A call of fetch that gets the token if it goes to the token's origin, and another one after a 401. */
export async function bearerFetch(
  { provider, origin, fetch = globalThis.fetch, keepsBody = false }: BearerFetchPlan,
  givenInput: FetchCall["input"],
  givenInit?: RequestInit | null,
): Promise<Response> {
  const { input, init } = asItIsNow({ input: givenInput, init: givenInit ?? {} });
  if (!takesBearer({ input, init }, origin)) return fetch(givenInput, givenInit ?? undefined);
  const request = isRequest(input) ? input : undefined;
  const keptCopy = request && keepsBody ? request.clone() : undefined;

  const send = async (what: FetchCall["input"]) => {
    const token = await tokenFor(provider, { input: what, init });
    const call = withBearer({ input: what, init }, token);
    return { token, response: await fetch(call.input, call.init) };
  };
  const { token, response } = await send(input);
  // Another origin, where a redirect may lead, has not seen the token.
  if (response.status !== 401 || response.redirected) return response;

  const isReplaced = provider.invalidate(token) !== false;
  // Not looked at before: Deno sends a Request's body in chunks once somebody has seen it.
  const body: unknown = init.body ?? request?.body;
  const again = keptCopy ?? (isReadOnce(body) ? undefined : input);
  // Firefox shows no body of a Request, but that it was used.
  const canBeSent = again && !(isRequest(again) && again.bodyUsed);
  if (!isReplaced || !canBeSent) return response;
  // Unread, it would hold a connection that the next request may need. Not waited for: a body that was
  // cloned ends with its clone.
  readText(response).catch(() => undefined);
  // Whoever refuses the new token too means something else.
  return (await send(again)).response;
}

/** Whether a call goes to the token's origin without an `authorization` header of its own. */
export function takesBearer({ input, init }: FetchCall, origin: string): boolean {
  const headers = new Headers(init.headers ?? (isRequest(input) ? input.headers : undefined));
  return urlOf(input).origin === origin && !headers.has("authorization");
}

/** A token for a call; without one, the call's body is let go, as fetch does with what it does not send. */
async function tokenFor(provider: TokenHolder, { input, init }: FetchCall): Promise<string> {
  const request = isRequest(input) ? input : undefined;
  try {
    const { token } = await provider.getToken({ signal: init.signal ?? request?.signal });
    return token;
  } catch (error) {
    cancelBody(init.body ?? request?.body, error);
    throw error;
  }
}

function urlOf(input: FetchCall["input"]): URL {
  const address = isRequest(input) ? input.url : String(input);
  // A page's relative URLs are resolved by the platform, which also refuses what is no URL.
  return quietly(() => new URL(address)) ?? new URL(new Request(address).url);
}
