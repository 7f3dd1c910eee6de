import { createAppAuth } from "@octokit/auth-app";
import { request } from "@octokit/request";
import type { Candidate } from "../measure/rounds.ts";

/** Keeps an installation's token; its user signs the app's own, so that no key is needed. */
export function createOctokit(token: string): Candidate {
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const reply = { token, expires_at: inAnHour, permissions: { contents: "read" } };
  const auth = createAppAuth({
    appId: 1,
    installationId: 1,
    createJwt: async () => ({ jwt: "FAKE-jwt", expiresAt: inAnHour }),
    request: request.defaults({ request: { fetch: async () => Response.json(reply) } }),
  });
  return () => auth({ type: "installation" });
}
