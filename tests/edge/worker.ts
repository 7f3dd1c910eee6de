// A worker whose provider all its requests share, as a module's variable is shared in an isolate.
import {
  createTokenProvider,
  type TokenProvider,
  type TokenProviderOptions,
} from "../../lib/index.ts";

interface Environment {
  readonly CLIENT_ID: string;
  readonly CLIENT_SECRET: string;
  /** The provider's options, as JSON. */
  readonly OPTIONS: string;
  /** Where it can be asked what arrived at the endpoint. */
  readonly ARRIVALS: string;
}

let provider: TokenProvider | undefined;

/** Long enough for what is left of a request whose beginning arrived, too short for a slow reply. */
const aMoment = 300;

/** Waits until so many token requests were sent. */
async function untilSent(arrivals: string, count: number): Promise<void> {
  while (((await (await fetch(arrivals)).json()) as unknown[]).length < count) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await new Promise((resolve) => setTimeout(resolve, aMoment));
}

const worker: { fetch(request: Request, environment: Environment): Promise<Response> } = {
  async fetch(request, { CLIENT_ID, CLIENT_SECRET, OPTIONS, ARRIVALS }) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/health") return new Response();
    provider ??= createTokenProvider(
      { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
      JSON.parse(OPTIONS) as TokenProviderOptions,
    );
    const minValidity = Number(searchParams.get("minValidity"));
    const controller = new AbortController();
    const { signal } = controller;
    // What the runtime ends with the request: the token request, and the timers of who waits.
    if (pathname === "/leave" || pathname === "/abort") {
      provider.getToken({ signal }).catch(() => undefined);
      await untilSent(ARRIVALS, Number(searchParams.get("sent") ?? 1));
      if (pathname === "/abort") controller.abort();
      return new Response();
    }
    try {
      const { token } = await provider.getToken({ minValidity });
      return new Response(token);
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  },
};
export default worker;
