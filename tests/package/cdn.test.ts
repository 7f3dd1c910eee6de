// The CDN's files in real pages: plain script tags, from another origin, checked by the browser, under
// a strict Content-Security-Policy.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createRemoteSandbox } from "../support/control.ts";
import { createEmptyApp, inputFor, jwt } from "./app.ts";
import { openBrowser, type Visitor } from "./browsers.ts";
import { serveFiles } from "./static-server.ts";

const input = `
const { credentials, endpoint } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const show = (text) => {
  document.body.append(JSON.stringify({
    text: String(text),
    globals: Object.getOwnPropertyNames(window)
      .filter((name) => !document.globals.includes(name))
      // Two that puppeteer brings.
      .filter((name) => !/__ariaQuerySelector/.test(name)),
  }));
  document.title = "done";
};
`;

interface Shown {
  /** A token, or why there is none. */
  readonly text: string;
  /** What the scripts added to `window`. */
  readonly globals: readonly string[];
}

const scripts = {
  classic: {
    file: "sirv-token.global.js",
    tag: "<script",
    program: () => `(() => {
${input}
if (typeof SirvToken === "undefined") show("not loaded");
else SirvToken.requestToken(credentials, { endpoint }).then(({ token }) => show(token), show);
})();`,
  },
  module: {
    file: "sirv-token.js",
    tag: '<script type="module"',
    program: (address: string) => `
${input}
import(${JSON.stringify(address)}).then(
  ({ requestToken }) => requestToken(credentials, { endpoint }).then(({ token }) => show(token), show),
  () => show("not loaded"),
);`,
  },
};

function integrityOf(file: string): string {
  const text = readFileSync(join(inject("packed").folder, "dist/cdn/integrity.json"), "utf8");
  return (JSON.parse(text) as Record<string, string>)[file]!;
}

describe.each(["chromium", "firefox"] as const)("%s", (name) => {
  let browser: Visitor;
  beforeAll(async () => void (browser = await openBrowser(name)));
  afterAll(async () => browser.close());

  describe.each(["classic", "module"] as const)("a %s script", (kind) => {
    const { file, tag, program } = scripts[kind];
    const other = scripts[kind === "module" ? "classic" : "module"].file;

    /** Opens a page with the script, checked by this hash. */
    const visit = async (integrity: string): Promise<Shown & { complaints: readonly string[] }> => {
      const cdn = await serveFiles(join(inject("packed").folder, "dist/cdn"), {
        "access-control-allow-origin": "*",
      });
      const address = `${cdn.origin}/${file}`;
      const page = createEmptyApp({
        "index.html": `<!doctype html>
<title>A page</title>
<link rel="icon" href="data:," />
<body>
<script src="before.js"></script>
${tag} src="${address}" integrity="${integrity}" crossorigin="anonymous"></script>
${tag} src="program.js"></script>
</body>`,
        "before.js": "document.globals = Object.getOwnPropertyNames(window);",
        "program.js": program(address),
      });
      const host = await serveFiles(page, {
        "content-security-policy": [
          "default-src 'none'",
          `script-src 'self' ${cdn.origin}`,
          `connect-src ${inject("control")}`,
          "img-src data:",
          "require-trusted-types-for 'script'",
        ].join("; "),
      });
      try {
        const fragment = encodeURIComponent(inputFor(await createRemoteSandbox()));
        const url = `${host.origin}/index.html#${fragment}`;
        const { text, complaints } = await browser.visit(url);
        return { ...(JSON.parse(text) as Shown), complaints };
      } finally {
        await Promise.all([cdn.close(), host.close()]);
      }
    };

    test("gets a token", async () => {
      const { text, globals, complaints } = await visit(integrityOf(file));
      expect(complaints).toEqual([]);
      expect(text).toMatch(jwt);
      expect(globals).toEqual(kind === "classic" ? ["SirvToken"] : []);
    });

    test("is not run if it is not what the hash says", async () => {
      const { text } = await visit(integrityOf(other));
      expect(text).toBe("not loaded");
    });
  });
});
