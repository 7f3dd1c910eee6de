// A block that belongs into a page: a real browser runs it, with what the CDN has, and a server that hands
// out tokens.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { Hono } from "hono";
import { serve } from "../../../lib/cli/serve.ts";
import { createTokenBroker } from "../../../lib/broker/index.ts";
import { createTokenProvider } from "../../../lib/index.ts";
import type { CodeBlock } from "../../support/code-blocks.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import type { OpenedBrowser } from "../browser.ts";

/** What a page tells: what the block showed, or what went wrong. */
interface PageReport {
  readonly shown: readonly string[];
  readonly errors: readonly string[];
}

const cdn = "https://cdn.jsdelivr.net/npm/sirv-token@";

/** Opens a page with the block, and gives its report. */
export async function runInPage(
  { language, code }: CodeBlock,
  browser: OpenedBrowser,
): Promise<PageReport> {
  const sandbox = await createRemoteSandbox();
  let tell: (report: PageReport) => void;
  const report = new Promise<PageReport>((resolve) => (tell = resolve));
  const { endpoint, credentials } = sandbox;
  const broker = createTokenBroker(createTokenProvider(credentials, { endpoint }), {
    authorize: () => true,
  });
  const app = new Hono();
  app.get("/", ({ html }) =>
    html(
      language === "html" ? pageWith(sandbox, code, "report()") : pageWith(sandbox, module(code)),
    ),
  );
  app.get("/dist/cdn/:file", ({ req, body }) =>
    body(fileOfCdn(req.param("file")), 200, { "content-type": "text/javascript" }),
  );
  app.all("/api/sirv-token", ({ req }) => broker(req.raw));
  app.post("/report", async ({ req, body }) => {
    tell(await req.json<PageReport>());
    return body(null);
  });
  const server = await serve(async (request) => app.fetch(request), 0);
  try {
    await browser.open(server.origin);
    return await report;
  } finally {
    await server.close();
  }
}

/**
 * The block where a reader would put it, with the files of the CDN beside it.
 *
 * @param afterPrint - What the page does when the block has printed something.
 */
function pageWith(sandbox: RemoteSandbox, block: string, afterPrint: string = ""): string {
  const local = block.replaceAll(new RegExp(`${cdn.replaceAll(".", "\\.")}[^/]+`, "g"), "");
  return `<!doctype html>
<html lang="en">
<title>A page</title>
<link rel="icon" href="data:," />
<script>${first(sandbox, afterPrint)}</script>
${local}
</html>`;
}

/** Another way to say where the package is, for blocks that leave it to a bundler; it tells when the block is over. */
function module(code: string): string {
  const imports = {
    "sirv-token": `${cdn}0/dist/cdn/sirv-token.js`,
    "sirv-token/broker": `${cdn}0/dist/cdn/sirv-token.js`,
  };
  return `<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">
${code}
// Whoever rejected and was not heard is told of first.
setTimeout(report);
</script>`;
}

/** The page's first script. */
function first({ base, credentials }: RemoteSandbox, afterPrint: string): string {
  return `{
  const credentials = ${JSON.stringify(credentials)};
  const errors = [];
  const shown = [];
  const { fetch: send } = window;
  const report = () => send("/report", { method: "POST", body: JSON.stringify({ shown, errors }) });
  const fail = (message) => {
    errors.push(String(message));
    report();
  };
  addEventListener("error", ({ message, target }) => fail(message ?? target.outerHTML), true);
  addEventListener("unhandledrejection", ({ reason }) => fail(reason));
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname, search } = new URL(request.url);
    if (origin !== "https://api.sirv.com") return send(input, init);
    // Read, for Chromium streams nothing by HTTP/1.1.
    const body = ["GET", "HEAD"].includes(request.method) ? undefined : await request.blob();
    const { method, headers, redirect, signal } = request;
    const own = { method, headers, credentials: request.credentials, redirect, signal, body };
    return send(${JSON.stringify(base)} + pathname + search, own);
  };
  const { log } = console;
  console.log = (...values) => {
    log(...values);
    shown.push(values.join(" "));
    ${afterPrint}
  };
  Object.assign(window, credentials, {
    credentials,
    report,
    file: new File(["FAKE image"], "a.jpg", { type: "image/jpeg" }),
    // What the user types.
    prompt: (label) => (/secret/.test(label) ? credentials.clientSecret : credentials.clientId),
  });
}`;
}

function fileOfCdn(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(inject("packed").folder, "dist/cdn", name)));
}
