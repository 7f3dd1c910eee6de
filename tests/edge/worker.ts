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
  /** Where it can be asked how many token requests arrived at the endpoint. */
  readonly ARRIVALS: string;
}

let provider: TokenProvider | undefined;
/** How many requests have come that leave their callers. */
let leaving = 0;

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Moves the wall clock, as it moves while a machine sleeps. */
function pass(milliseconds: number): void {
  const { now } = Date;
  Date.now = () => now() + milliseconds;
}

const worker: { fetch(request: Request, environment: Environment): Promise<Response> } = {
  async fetch(request, { CLIENT_ID, CLIENT_SECRET, OPTIONS, ARRIVALS }) {
    const { pathname, searchParams } = new URL(request.url);
    const numberOf = (name: string) => Number(searchParams.get(name));
    if (pathname === "/") return new Response();
    if (pathname === "/pass") {
      pass(numberOf("milliseconds"));
      return new Response();
    }
    provider ??= createTokenProvider(
      { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
      JSON.parse(OPTIONS) as TokenProviderOptions,
    );
    const controller = new AbortController();
    const { signal } = controller;
    // What the runtime ends with the request: the token request, and the timers of who waits.
    if (pathname === "/leave" || pathname === "/abort") {
      let received = "";
      provider.getToken({ signal }).then(
        ({ token }) => (received = token),
        () => undefined,
      );
      leaving += 1;
      await until(() => leaving >= numberOf("callers"));
      await until(
        async () => ((await (await fetch(ARRIVALS)).json()) as number) >= numberOf("sent"),
      );
      if (pathname === "/abort") controller.abort();
      return new Response(received);
    }
    try {
      const { token } = await provider.getToken({ minValidity: numberOf("minValidity") });
      return new Response(token);
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  },
};
export default worker;
