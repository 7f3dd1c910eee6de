import { createSirvClient, createTokenProvider, environmentCredentials } from "sirv-token";

const baseUrl = process.env["SIRV_BASE_URL"] ?? "https://api.sirv.com/v2/";

// One for the isolate. The runtime may end the request that asks for the token: the others wait no longer
// than this, in milliseconds, and 2 s.
const provider = createTokenProvider(environmentCredentials, {
  endpoint: new URL("token", baseUrl),
  totalTimeout: 5000,
});
const sirv = createSirvClient(provider, { baseUrl });

interface Storage {
  readonly used: number;
  readonly plan: number;
  readonly extra: number;
}

/** Tells how full the account is. */
export default {
  async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname !== "/") return new Response("Not found", { status: 404 });
    try {
      const { used, plan, extra } = await sirv.get("account/storage").json<Storage>();
      const headers = { "cache-control": "max-age=300" };
      return Response.json({ used, free: plan + extra - used }, { headers });
    } catch (error) {
      // Its message holds no secret. What it says is for you, not for visitors.
      console.error(error);
      return Response.json({ error: "Sirv gave no answer" }, { status: 502 });
    }
  },
};
