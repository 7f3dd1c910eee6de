import { pathToFileURL } from "node:url";
import type * as sandboxModule from "../../../lib/sandbox/index.ts";
import { builtFolder } from "../../measure/folders.ts";
import { credentials } from "../credentials.ts";
import type { Feature } from "../feature.ts";
import { found, outOfScope } from "../finding.ts";
import { aLongWhile, outcomeOf } from "../outcome.ts";
import { type SeenRequest, startScripted } from "../scripted-server.ts";

const { createSandbox }: typeof sandboxModule = await import(
  pathToFileURL(`${builtFolder}/sandbox.js`).href
);

export const sirvRequest: Feature = {
  name: "sirv-request",
  title: "asks Sirv for a token",
  probe:
    "One token request to the sandbox, which takes what Sirv's reference takes: JSON with `clientId` and `clientSecret` and nothing else. simple-oauth2 with the settings that bring it closest.",
  async find(subject) {
    if (!subject.sendsRequest) return outOfScope("what your credential sends");
    const sandbox = createSandbox({ clients: [credentials] });
    const server = await startScripted(async ({ method, path, headers, body }) => {
      const type = headers["content-type"] ?? "";
      const sent = { method, body, headers: { "content-type": type } };
      const response = await sandbox.fetch(new Request(`https://api.sirv.com${path}`, sent));
      return { status: response.status, body: await response.text() };
    });
    try {
      const create = subject.createForSirv ?? subject.create;
      const client = create({ endpoint: server.endpoint, isHttpAllowed: true });
      const outcome = await outcomeOf(client.getToken(), aLongWhile);
      const statuses = sandbox.requests.map(({ status }) => status).join(", ");
      const isToken = outcome.kind === "value" && outcome.value.split(".").length === 3;
      return found(isToken, `${namesIn(server.requests[0])}: ${statuses}`);
    } finally {
      server.close();
    }
  },
};

/** The body's kind and its fields. */
function namesIn(request: SeenRequest | undefined): string {
  if (!request) return "nothing sent";
  const isJson = request.headers["content-type"]?.startsWith("application/json");
  const names = isJson
    ? Object.keys(JSON.parse(request.body) as object)
    : [...new URLSearchParams(request.body).keys()];
  return `${isJson ? "JSON" : "form"} with ${names.map((name) => `\`${name}\``).join(", ")}`;
}
