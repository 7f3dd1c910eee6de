// A worker whose provider all its requests share, as a module's variable is shared in an isolate.
import { createTokenProvider, type TokenProvider } from "../../lib/index.ts";

interface Environment {
  readonly ENDPOINT: string;
  readonly CLIENT_ID: string;
  readonly CLIENT_SECRET: string;
}

let provider: TokenProvider | undefined;

const worker: { fetch(request: Request, environment: Environment): Promise<Response> } = {
  async fetch({ url }, { ENDPOINT, CLIENT_ID, CLIENT_SECRET }) {
    if (new URL(url).pathname === "/health") return new Response();
    provider ??= createTokenProvider(
      { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
      { endpoint: ENDPOINT, totalTimeout: 1000 },
    );
    if (new URL(url).pathname === "/leave") {
      provider.getToken().catch(() => undefined);
      // Long enough to send the token request, too short for a slow reply.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return new Response();
    }
    try {
      const { token } = await provider.getToken();
      return new Response(token);
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  },
};
export default worker;
