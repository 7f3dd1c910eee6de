// The snippets for browsers, each in a page of its own, with secrets that want out of their quotes.
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { snippets } from "../../demo/snippets/index.ts";
import { cdnModule } from "../../demo/snippets/library.ts";
import { bodyOf, type Snippet } from "../../demo/snippets/snippet.ts";
import { type Served, serve } from "../../lib/cli/serve.ts";
import { createRemoteRecorder, httpReply, tokenReply } from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";
import { hostileInputs, hostileSecrets } from "./hostile.ts";
import { inBrowsers } from "./in-browsers.ts";

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

const chosen = ["cdn", "fetch", "xhr"].map((id) => snippets.find((each) => each.id === id)!);

inBrowsers((visit) => {
  describe.each(chosen)("$name", (snippet) => {
    test.each(Object.entries(hostileSecrets))("sends %s as they are", async (_, secret) => {
      const recorder = await createRemoteRecorder(
        httpReply(JSON.stringify(tokenReply), 200, { "content-type": "application/json" }),
      );
      const inputs = hostileInputs(recorder.endpoint, secret);
      html = pageOf(snippet, snippet.write(inputs));
      await visit.page.goto(`${server.origin}/`);
      await expect.poll(async () => recorder.requests(), { timeout: 10_000 }).toHaveLength(1);
      const [request = ""] = await recorder.requests();
      const { body, headers } = parseMessage(request)!;
      expect(Buffer.from(body, "latin1").toString()).toBe(bodyOf(inputs));
      expect(headers.get("content-type")).toBe("application/json");
    });
  });
});

/** A program goes into a script as it is; nothing says how the page is encoded. */
function pageOf({ id }: Snippet, code: string): string {
  return id === "cdn"
    ? code.replace(cdnModule, "/sirv-token.js")
    : `<!doctype html><script type="module">${code}</script>`;
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
