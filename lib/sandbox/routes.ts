import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Bearer } from "./bearer.ts";
import { boom, json } from "./boom.ts";
import { type SandboxClient, scope } from "./client.ts";
import type { Files } from "./files.ts";
import { type RateLimit, rateLimitHeaders } from "./rate-limit.ts";
import { parseTokenBody } from "./token-body.ts";

/** What the routes work with. */
export interface SandboxParts {
  readonly clients: readonly SandboxClient[];
  readonly bearer: Bearer;
  readonly files: Files;
  readonly rateLimit: RateLimit;
  readonly now: () => number;
}

/** Sirv's endpoints, as far as the sandbox has them. */
export function createRoutes(parts: SandboxParts): Hono {
  const { clients, bearer, files, rateLimit, now } = parts;
  const app = new Hono();

  app.use(
    cors({ origin: "*", allowMethods: ["GET", "POST"], exposeHeaders: ["*"], maxAge: 86_400 }),
  );
  app.use(async (context, next) => {
    await next();
    // The sandbox's clock may be moved.
    context.header("date", new Date(now()).toUTCString());
    context.header("cache-control", "no-cache");
    context.header("server", "Sirv.API");
    context.header("strict-transport-security", "max-age=31536000");
  });

  app.post("/v2/token", async ({ req }) => {
    // hapi takes a request without a content type for JSON.
    if (!/^application\/json *(;|$)/i.test(req.header("content-type") ?? "application/json")) {
      return boom(415, "Unsupported Media Type");
    }
    const body = parseTokenBody(await req.text());
    if (typeof body === "string") return boom(400, body);
    const client = clients.find(({ clientId }) => clientId === body.clientId);
    const refusal = client && rateLimit.take(client.clientId);
    if (refusal) return refusal;
    if (client?.clientSecret !== body.clientSecret) return boom(401, "Invalid client credentials");
    const expiresIn = body.expiresIn ?? 1200;
    return json({ token: await bearer.sign(client, scope, expiresIn), expiresIn, scope });
  });

  /** An endpoint behind the bearer, counted and limited. */
  const endpoint = (
    method: "GET" | "POST",
    path: string,
    reply: (request: Request, clientId: string) => Response | Promise<Response>,
  ) => {
    app.on(method, path, async ({ req }) => {
      const clientId = await bearer.verify(req.header("authorization") ?? null);
      if (clientId === undefined) return boom(401, "Invalid or expired token");
      const refusal = rateLimit.take(clientId);
      if (refusal) return refusal;
      const response = await reply(req.raw, clientId);
      const headers = rateLimitHeaders(rateLimit.quota(clientId));
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
      return response;
    });
    onlyMethod(method, path);
  };
  const onlyMethod = (allow: string, path: string) =>
    app.all(path, () => boom(405, "Method Not Allowed", { allow }));

  onlyMethod("POST", "/v2/token");
  endpoint("GET", "/v2/account", () =>
    json({
      dateCreated: "2014-05-09T12:23:16.660Z",
      alias: "sandbox",
      fetching: { enabled: false, type: "http", http: { auth: { enabled: false }, url: "" } },
      cdnTempURL: "sandbox.sirv.com",
      cdnURL: "sandbox.sirv.com",
      aliases: { sandbox: { prefix: "/", cdn: true } },
    }),
  );
  endpoint("GET", "/v2/account/limits", (_, clientId) =>
    json({ "rest:global": rateLimit.quota(clientId) }),
  );
  endpoint("POST", "/v2/files/upload", (request) => files.upload(request));
  endpoint("GET", "/v2/files/readdir", (request) => files.readdir(request));
  endpoint("GET", "/v2/files/download", (request) => files.download(request));
  app.notFound(() => boom(404, "Not Found"));
  return app;
}
