// The whole trip in browsers: a session, the broker, a token, Sirv's API; and pages of other origins.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "../demo/browsers/page.ts";
import { openChromium, openFirefox } from "../demo/browsers/puppeteer.ts";
import { openWebKit } from "../demo/browsers/webkit.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../support/control.ts";
import { jwt, write } from "./app.ts";
import { createPage } from "./brokered-page.ts";
import { express, installFrameworks } from "./frameworks.ts";
import { changed, sharedFiles } from "./recipes.ts";
import { type RunningServer, startServer } from "./running-server.ts";
import { serveFolder, type StaticHost } from "./static-host.ts";

const browsers: readonly (readonly [name: string, open: () => Promise<Page>])[] = [
  ["Chromium", openChromium],
  ["Firefox", async () => openFirefox()],
  ["WebKit", openWebKit],
];

let folder: string;
beforeAll(async () => {
  folder = write(await installFrameworks(express), {
    "sirv.js": sharedFiles["sirv.js"].replace(
      '["https://app.example.com"]',
      "[process.env.LISTED]",
    ),
    "server.js": changed(
      "express-session.js",
      "= express();",
      "= express();\napp.use(express.static(process.env.PAGE));",
    ),
  });
});

// One browser at a time, and one thing in it.
describe.each(browsers)("%s", { concurrent: false }, (_, open) => {
  let sandbox: RemoteSandbox;
  let server: RunningServer;
  /** The same page on other ports: one whose origin the broker lists, and one of nobody's. */
  let listed: StaticHost;
  let foreign: StaticHost;
  let page: Page;
  beforeAll(async () => {
    sandbox = await createRemoteSandbox();
    const publicFolder = await createPage(sandbox.base);
    listed = await serveFolder(publicFolder);
    foreign = await serveFolder(publicFolder);
    const { clientId, clientSecret } = sandbox.credentials;
    const env = {
      SIRV_CLIENT_ID: clientId,
      SIRV_CLIENT_SECRET: clientSecret,
      SIRV_ENDPOINT: sandbox.endpoint,
      SESSION_SECRET: "FAKE-session-secret",
      LISTED: listed.origin,
      PAGE: publicFolder,
    };
    server = await startServer(() => ({
      command: [process.execPath, `${folder}/server.js`],
      env,
    }));
    page = await open();
  });
  afterAll(async () => {
    await Promise.all([page, server, listed, foreign].map(async (each) => each?.close()));
  });

  const visit = async (origin: string) => page.goto(`${origin}/index.html`);
  const logIn = async () => {
    await visit(server.origin);
    expect(await page.evaluate("app.logIn()")).toBe(204);
  };
  /** What a provider of its own gets from the broker, with the session's cookie if that is allowed. */
  const askFromElsewhere = async (credentials: RequestCredentials) => {
    const url = `${server.origin}/api/sirv-token`;
    return page.evaluate(`app.ask(${JSON.stringify(url)}, ${JSON.stringify({ credentials })})`);
  };

  test("a session's page calls the API, also after its token was revoked", async () => {
    await visit(server.origin);
    expect(await page.evaluate('app.ask("/api/sirv-token")')).toEqual({ code: "unauthorized" });
    expect(await sandbox.requests()).toEqual([]);

    await logIn();
    expect(await page.evaluate("app.account()")).toBe("sandbox");
    await sandbox.revoke();
    expect(await page.evaluate("app.account()")).toBe("sandbox");
    expect(await sandbox.requests()).toEqual([
      { method: "POST", path: "/v2/token", status: 200 },
      { method: "GET", path: "/v2/account", status: 200 },
      { method: "GET", path: "/v2/account", status: 401 },
      { method: "POST", path: "/v2/token", status: 200 },
      { method: "GET", path: "/v2/account", status: 200 },
    ]);

    expect(await page.evaluate("app.logOut()")).toBe(204);
    expect(await page.evaluate('app.ask("/api/sirv-token")')).toEqual({ code: "unauthorized" });
  });

  test("a page of a listed origin gets a token with the session's cookie", async () => {
    await logIn();
    await visit(listed.origin);
    expect(await askFromElsewhere("include")).toEqual({
      token: expect.stringMatching(jwt) as string,
    });
    expect(await askFromElsewhere("same-origin")).toEqual({ code: "unauthorized" });
  });

  // Of the same site, to which browsers send the session's cookie along, and of another one.
  test.each(["127.0.0.1", "localhost"])("a foreign page at %s gets nothing", async (host) => {
    await logIn();
    await visit(foreign.origin.replace("127.0.0.1", host));
    expect(await page.evaluate("location.hostname")).toBe(host);
    expect(await askFromElsewhere("include")).toEqual({ code: "network_error" });
  });
});
