// The snippets for browsers, each in a page of its own, with secrets that want out of their quotes: once
// as literals, once as what somebody answers who is asked for them.
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { snippets } from "../../demo/snippets/index.ts";
import { cdnModule } from "../../demo/snippets/request-token.ts";
import { bodyOf, type Snippet } from "../../demo/snippets/snippet.ts";
import { javascriptString } from "../../demo/snippets/javascript-string.ts";
import { type Served, serve } from "../../lib/cli/serve.ts";
import {
  createRemoteRecorder,
  httpReply,
  type RemoteRecorder,
  tokenReply,
} from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";
import { hostileCredentials, hostileSecrets } from "./hostile.ts";
import { inBrowsers, type Visit } from "./in-browsers.ts";

let html = "";
let server: Served;

beforeAll(async () => {
  // What a CDN would serve, of the source: the package is not published from a test.
  const library = await bundle();
  server = await serve(async ({ url }) => {
    const [type, body] = url.endsWith(".js") ? ["text/javascript", library] : ["text/html", html];
    return new Response(body, { headers: { "content-type": type } });
  }, 0);
});
afterAll(async () => server.close());

const chosen = snippets.filter(({ id }) => ["cdn", "fetch", "xhr"].includes(id));
/** fetch reads the environment of a server instead. */
const asking = chosen.filter(({ id }) => id !== "fetch");

inBrowsers((visit) => {
  describe.each(chosen)("$name", (snippet) => {
    test.each(Object.entries(hostileSecrets))(
      "sends %s as they are, as literals",
      async (_, secret) => {
        const recorder = await createTokenRecorder();
        const credentials = hostileCredentials(secret);
        html = pageOf(snippet, snippet.write({ endpoint: recorder.endpoint, credentials }));
        await visit.page.goto(`${server.origin}/`);
        expect(await bodySent(visit, recorder)).toBe(bodyOf(credentials, undefined));
      },
    );
  });

  describe.each(asking)("$name", (snippet) => {
    test.each(Object.entries(hostileSecrets))(
      "sends %s as they are, asked for",
      async (_, secret) => {
        const recorder = await createTokenRecorder();
        const credentials = hostileCredentials(secret);
        const code = snippet.write({ endpoint: recorder.endpoint, expiresIn: 300 });
        html = pageOf(
          snippet,
          code,
          `const answers = {
            "Client id": ${javascriptString(credentials.clientId)},
            "Client secret": ${javascriptString(credentials.clientSecret)},
          };
          globalThis.prompt = (question) => answers[question];`,
        );
        await visit.page.goto(`${server.origin}/`);
        expect(await bodySent(visit, recorder)).toBe(bodyOf(credentials, 300));
      },
    );
  });
});

const createTokenRecorder = async () =>
  createRemoteRecorder(
    httpReply(JSON.stringify(tokenReply), 200, { "content-type": "application/json" }),
  );

/** The body of the one request that came, once it is answered: a program that is left before that fails. */
async function bodySent({ until }: Visit, recorder: RemoteRecorder): Promise<string> {
  const answered = `({ name, responseEnd }) => name === "${recorder.endpoint}" && responseEnd > 0`;
  await until(`performance.getEntriesByType("resource").some(${answered})`);
  expect(await recorder.requests()).toHaveLength(1);
  const [request = ""] = await recorder.requests();
  const message = parseMessage(request);
  expect(message?.headers.get("content-type")).toBe("application/json");
  return Buffer.from(message?.body ?? "", "latin1").toString();
}

/**
 * A program goes into a script as it is; nothing says how the page is encoded.
 *
 * @param before - A script that runs before it.
 */
function pageOf({ id }: Snippet, code: string, before: string = ""): string {
  const page =
    id === "cdn"
      ? code.replace(cdnModule, "/sirv-token.js")
      : `<!doctype html><script type="module">${code}</script>`;
  return page.replace("<!doctype html>", `$&<script>${before.replaceAll("$", "$$$$")}</script>`);
}

async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, lib: { entry: "lib/index.ts", formats: ["es"], fileName: "index" } },
  });
  const [result] = [output].flat();
  if (!result || !("output" in result)) throw new Error("nothing was built");
  return result.output[0].code;
}
