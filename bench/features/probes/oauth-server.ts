import { credentials } from "../credentials.ts";
import type { Feature } from "../feature.ts";
import { found, outOfScope, partly } from "../finding.ts";
import { aLongWhile, outcomeOf } from "../outcome.ts";
import { type ScriptedReply, type SeenRequest, startScripted } from "../scripted-server.ts";

export const oauthServer: Feature = {
  name: "oauth-server",
  title: "asks any other OAuth server",
  probe:
    "One token request to a server that takes what RFC 6749 has: a form with `grant_type`, and the client by Basic or in the form; it answers `access_token`.",
  async find(subject) {
    if (!subject.sendsRequest) return outOfScope("what your credential sends");
    const server = await startScripted(answer);
    try {
      const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
      const outcome = await outcomeOf(client.getToken(), aLongWhile);
      const grant = new URLSearchParams(server.requests[0]?.body).get("grant_type");
      if (outcome.kind !== "value" || outcome.value !== "FAKE-oauth-token") {
        return found(false, "Sirv's endpoint alone");
      }
      return grant === "client_credentials"
        ? found(true, "client credentials")
        : partly(`grant \`${grant}\`, none for client credentials`);
    } finally {
      server.close();
    }
  },
};

function answer({ headers, body }: SeenRequest): ScriptedReply {
  const form = new URLSearchParams(body);
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const isKnown =
    headers.authorization?.startsWith("Basic ") ||
    form.get("client_secret") === credentials.clientSecret;
  if (!isForm || !isKnown || !form.has("grant_type")) {
    return { status: 400, body: JSON.stringify({ error: "invalid_request" }) };
  }
  const reply = { access_token: "FAKE-oauth-token", token_type: "Bearer", expires_in: 1200 };
  return { body: JSON.stringify(reply) };
}
