// The CDN's files in real pages: plain script tags, from another origin, checked by the browser, under
// a strict Content-Security-Policy.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createRemoteSandbox } from "../support/control.ts";
import { createEmptyApp, inputFor, jwt } from "./app.ts";
import { createBrowser, type OpenedBrowser } from "./browser.ts";
import { serveFolder } from "./static-host.ts";

interface Report {
  /** A token, or why there is none. */
  readonly text: string;
  /** What the page's scripts added to `window`. */
  readonly globals: readonly string[];
  /** What broke the policy. */
  readonly violations: readonly string[];
}

/** The page's first script: what it is given, and how it tells what came of it. */
const first = `
(() => {
  const before = Object.getOwnPropertyNames(window);
  const violations = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    violations.push(violatedDirective + " " + blockedURI);
  });
  document.input = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  document.report = (text) => {
    const globals = Object.getOwnPropertyNames(window).filter((name) => !before.includes(name));
    const body = JSON.stringify({ text: String(text), globals, violations });
    return fetch("/report", { method: "POST", body });
  };
})();`;

const nonce = "bm9uY2U";

const scripts = {
  classic: {
    file: "sirv-token.global.js",
    tags: (address: string, integrity: string) => `
<script src="${address}" integrity="${integrity}" crossorigin="anonymous"></script>
<script src="program.js"></script>`,
    program: `
if (typeof SirvToken === "undefined") document.report("not loaded");
else {
  SirvToken.requestToken(document.input.credentials, { endpoint: document.input.endpoint })
    .then(({ token }) => document.report(token), document.report);
}`,
  },
  module: {
    file: "sirv-token.js",
    // Import maps must be inline, which a policy allows by a nonce. A script tag's integrity would not
    // do: WebKitGTK 2.50 fetches the module again for whoever imports it, and checks nothing then.
    tags: (address: string, integrity: string) => `
<script type="importmap" nonce="${nonce}">
${JSON.stringify({ imports: { "sirv-token": address }, integrity: { [address]: integrity } })}
</script>
<script type="module" src="program.js"></script>`,
    program: `
import("sirv-token").then(
  ({ requestToken }) =>
    requestToken(document.input.credentials, { endpoint: document.input.endpoint })
      .then(({ token }) => document.report(token), document.report),
  () => document.report("not loaded"),
);`,
  },
};

function integrityOf(file: string): string {
  const text = readFileSync(join(inject("packed").folder, "dist/cdn/integrity.json"), "utf8");
  return (JSON.parse(text) as Record<string, string>)[file]!;
}

describe.each(["chromium", "firefox", "webkit"] as const)("%s", (name) => {
  let browser: OpenedBrowser;
  beforeAll(() => void (browser = createBrowser(name)));
  afterAll(async () => browser.close());

  // One page after the other.
  describe.each(["classic", "module"] as const)("a %s script", { concurrent: false }, (kind) => {
    const { file, tags, program } = scripts[kind];
    const other = scripts[kind === "module" ? "classic" : "module"].file;

    /** Opens a page with the script, checked by this hash. */
    const visit = async (integrity: string): Promise<Report> => {
      const cdn = await serveFolder(join(inject("packed").folder, "dist/cdn"), {
        "access-control-allow-origin": "*",
      });
      const page = createEmptyApp({
        "index.html": `<!doctype html>
<title>A page</title>
<link rel="icon" href="data:," />
<script src="first.js"></script>
${tags(`${cdn.origin}/${file}`, integrity)}`,
        "first.js": first,
        "program.js": program,
      });
      const host = await serveFolder(page, {
        "content-security-policy": [
          "default-src 'none'",
          `script-src 'self' 'nonce-${nonce}' ${cdn.origin}`,
          `connect-src 'self' ${inject("control")}`,
          "img-src data:",
          "require-trusted-types-for 'script'",
        ].join("; "),
      });
      try {
        const input = encodeURIComponent(inputFor(await createRemoteSandbox()));
        await browser.open(`${host.origin}/index.html#${input}`);
        return (await host.report) as Report;
      } finally {
        await Promise.all([cdn.close(), host.close()]);
      }
    };

    test("gets a token", async () => {
      const { text, globals, violations } = await visit(integrityOf(file));
      expect(text).toMatch(jwt);
      expect(globals).toEqual(kind === "classic" ? ["SirvToken"] : []);
      expect(violations).toEqual([]);
    });

    test("is not run if it is not what the hash says", async () => {
      expect(await visit(integrityOf(other))).toMatchObject({ text: "not loaded" });
    });
  });
});
