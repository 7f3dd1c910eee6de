import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Bearer } from "./bearer.ts";
import { boom, json, lacking } from "./boom.ts";
import type { SandboxClient } from "./client.ts";
import type { Endpoint } from "./endpoints.ts";
import { readJson } from "./json-body.ts";
import { type RateLimit, rateLimitHeaders } from "./rate-limit.ts";
import { parseTokenBody } from "./token-body.ts";

/** What the routes work with. */
export interface SandboxParts {
  readonly clients: readonly SandboxClient[];
  /** Seconds that a token lives when its request does not say. */
  readonly expiresIn: number;
  readonly bearer: Bearer;
  readonly endpoints: readonly Endpoint[];
  readonly rateLimit: RateLimit;
}

/** Sirv's endpoints, as far as the sandbox has them. */
export function createRoutes(parts: SandboxParts): Hono {
  const { clients, bearer, endpoints, rateLimit } = parts;
  const app = new Hono();

  app.use(
    cors({ origin: "*", allowMethods: ["GET", "POST"], exposeHeaders: ["*"], maxAge: 86_400 }),
  );

  app.post("/v2/token", async ({ req }) => {
    const read = await readJson(req.raw);
    if (read instanceof Response) return read;
    const body = parseTokenBody(read.value);
    if (typeof body === "string") return boom(400, body);
    const client = clients.find(({ clientId }) => clientId === body.clientId);
    const refusal = client && rateLimit.take(client.clientId);
    if (refusal) return refusal;
    if (client?.clientSecret !== body.clientSecret) return boom(401, "Invalid client credentials");
    const expiresIn = body.expiresIn ?? parts.expiresIn;
    const { token, scope } = bearer.issue(client, expiresIn);
    return json({ token, expiresIn, scope });
  });
  allowOnly(app, "POST", "/v2/token");

  for (const { method, path, scope, counts = "rest:global", hidesLimit, reply } of endpoints) {
    app.on(method, `/v2/${path}`, async ({ req }) => {
      const grant = bearer.verify(req.header("authorization") ?? null);
      if (!grant) return boom(401, "Missing authentication");
      if (!grant.scope.includes(scope)) {
        return boom(403, `Insufficient scope: the client of this token lacks ${scope}`);
      }
      const refusal = rateLimit.take(grant.clientId, counts);
      if (refusal) return refusal;
      const response = await reply(req.raw, grant.clientId);
      if (hidesLimit && response.ok) return response;
      const headers = rateLimitHeaders(rateLimit.quota(grant.clientId, counts), counts);
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
      return response;
    });
    // The account can be changed too: a 405 would say that it can't.
    if (path !== "account") allowOnly(app, method, `/v2/${path}`);
  }
  app.notFound(({ req }) => lacking(`${req.method} ${req.path}`));
  // What goes wrong in here is no outage of Sirv's, which a client would wait for.
  app.onError((error) => {
    throw error;
  });
  return app;
}

function allowOnly(app: Hono, method: string, path: string): void {
  app.all(path, () => boom(405, "Method Not Allowed", { allow: method }));
}
