// However much an endpoint says, and whatever: the page stays as long as it was, and shows what there is of it.
import type { ServerResponse } from "node:http";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { inBrowsers } from "./in-browsers.ts";
import { sendJson, serveOdd } from "./odd-server.ts";
import { chooseServer, press, submit } from "./request.ts";

const size = 480_000;
const json = { "content-type": "application/json" };
const lines = "FAKE line\n".repeat(size / 10);

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
/** With claims and scopes that make its reply nearly as long as the library takes. */
const longToken = [
  encoded({ alg: "HS256", typ: "JWT" }),
  encoded({
    ...Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`fake${index}`, "FAKE ".repeat(10)]),
    ),
    long: "FAKE".repeat(5000),
    scope: Array.from({ length: 300 }, (_, index) => `fake:scope${index}`),
  }),
  "FAKE-signature",
].join(".");
const tokenReply = { token: longToken, expiresIn: 1200, scope: ["images"] };

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "one JSON string": (response) => sendJson(response, { fake: "F".repeat(size) }),
  "thousands of lines": (response) => response.writeHead(400).end(lines),
  "thousands of JSON fields": (response) =>
    sendJson(response, { list: lines.slice(size / 5).split("\n") }, 400),
  "an error's message": (response) =>
    sendJson(response, { message: "FAKE ".repeat(size / 5) }, 400),
};

const jwt = (claims: unknown, header: unknown = { alg: "none" }) =>
  [encoded(header), encoded(claims), "FAKE-signature"].join(".");

const opaque = /: This token is no JWT: it is opaque\.$/;
const tokens: readonly [name: string, token: string, said: RegExp][] = [
  ["no JWT", "FAKE-opaque-token", opaque],
  ["two dots and nothing", "FAKE..", opaque],
  ["claims that are null", jwt(null), opaque],
  ["a header that is a number", jwt({ fake: 1 }, 7), opaque],
  [
    "claims that are a list",
    jwt(["FAKE-one", null, { two: 2 }]),
    /0\s+FAKE-one\s+1\s+null\s+2\s+{"two":2}/,
  ],
  ["scopes in one string", jwt({ scope: "fake:read fake:write" }), /scope\s+fake:read fake:write/],
  [
    "scopes of any type",
    jwt({ scope: [null, 1, {}] }),
    /scope: 3 things[^]*null[^]*1[^]*\[object Object\]/,
  ],
  [
    "times out of this world",
    jwt({ iat: 1e300, exp: -1, nbf: "soon" }),
    /1e\+300 = Invalid Date[^]*-1 = [^]*soon/,
  ],
  ["markup", jwt({ "<b>fake</b>": "<img src=x onerror=alert(1)>" }), /<b>fake<\/b>\s+<img src=x/],
  ["names of every object", jwt({ constructor: 1, toString: 2 }), /constructor\s+1\s+toString\s+2/],
];

inBrowsers((visit) => {
  const { until, text } = visit;
  const tallest = async () =>
    visit.page.evaluate<number>(
      'Math.max(...[...document.querySelectorAll(".card")].map(({ offsetHeight }) => offsetHeight))',
    );
  const scrolls = async (selector: string) =>
    visit.page.evaluate<boolean>(`(() => {
      const { scrollHeight, clientHeight, tabIndex } = document.querySelector(${JSON.stringify(selector)});
      return scrollHeight > clientHeight + 100 && tabIndex === 0;
    })()`);

  describe("however long", { concurrent: false }, () => {
    beforeEach(async () => visit.page.goto(visit.server.url));

    test.each(Object.entries(answers))("%s", async (_, answer) => {
      const server = await serveOdd((_request, response) => answer(response));
      await chooseServer(visit, server.endpoint);
      await press(visit, "#token", "failed");
      await until('!document.querySelector("#reply .body-view .note").hidden');
      expect(await tallest()).toBeLessThan(1500);
      expect(await scrolls("#reply .body")).toBe(true);
      expect(await text("#reply .note")).toMatch(
        /^4\d\d,\d{3} bytes arrived\. The first 20,000 bytes are shown\.$/,
      );
      await visit.page.click("#run-reference");
      await until('document.querySelector("#reference-note").textContent !== ""');
      expect(await tallest()).toBeLessThan(1500);
    });

    test("headers, and a status text of markup", async () => {
      const markup = "<img src=x onerror=alert(1)>".repeat(100);
      const server = await serveOdd((_, response) => {
        response.setHeader("access-control-expose-headers", "*");
        for (let index = 0; index < 10; index += 1) {
          response.setHeader(`x-fake-${index}`, "FAKE-value".repeat(60));
        }
        response.writeHead(400, markup, json).end("{}");
      });
      await chooseServer(visit, `${server.origin}/${"fake/".repeat(400)}v2/token`);
      await press(visit, "#token", "failed");
      expect(await text("#reply .line")).toBe(`400 ${markup}`);
      expect(await visit.page.evaluate('document.querySelector("main img")')).toBe(null);
      expect(await text("#reply .headers")).toContain("x-fake-9");
      expect(await tallest()).toBeLessThan(1500);
      expect(await scrolls("#reply .headers")).toBe(true);
      expect(await scrolls("#reply .line")).toBe(true);
      expect(await scrolls("#request .line")).toBe(true);
    });

    test("a token, what it says, and a call's reply", async () => {
      const { page } = visit;
      const server = await serveOdd(({ method }, response) => {
        if (method === "POST") sendJson(response, tokenReply);
        else sendJson(response, { list: lines.split("\n") });
      });
      await chooseServer(visit, server.endpoint);
      await page.click(submit);
      await until('!document.querySelector("#call-reply .body-view .note").hidden');
      expect(await scrolls("#call-reply .body")).toBe(true);
      await page.click("#reveal");
      expect(await text("#token .token-text")).toContain("eyJ");
      expect(await scrolls("#decoded .jwt-part:nth-child(2) .headers")).toBe(true);
      expect(await text("#decoded .scopes summary")).toBe("scope: 300 things that it allows");
      expect(await tallest()).toBeLessThan(1500);
    });

    test("a body without an end is left after a million bytes", async () => {
      const { page } = visit;
      let isOpen = false;
      const server = await serveOdd((_, response) => {
        isOpen = true;
        response.on("close", () => (isOpen = false));
        response.writeHead(200, json);
        const more = () => {
          if (isOpen && response.write(lines)) setImmediate(more);
        };
        response.on("drain", more);
        more();
      });
      await chooseServer(visit, server.endpoint);
      await press(visit, "#token", "failed");
      expect(await text("#token .code")).toBe("invalid_response");
      await until('document.querySelectorAll("#flow-timeline .running").length === 0');
      await vi.waitUntil(() => !isOpen, { timeout: 20_000 });
      expect(await text("#reply .note")).toMatch(/^\d,\d{3},\d{3} bytes arrived/);
      expect(await page.evaluate('document.querySelector("#cancel").hidden')).toBe(true);
    });

    test("the section of failures has the same views", async () => {
      const { page } = visit;
      await page.click("[data-failure=garbage]");
      await until('document.querySelector("#failure-result").dataset.state === "failed"');
      // Its sandbox never says so much.
      await page.evaluate(
        `void (document.querySelector("#failure-result .received .body").textContent = ${JSON.stringify(lines)})`,
      );
      await until('document.querySelector("#failure-result .received .body").tabIndex === 0');
      expect(await tallest()).toBeLessThan(1500);
    });
  });

  describe("whatever it is", { concurrent: false }, () => {
    beforeAll(async () => visit.page.goto(visit.server.url));

    test("what each of them says", async () => {
      const left = [...tokens];
      const server = await serveOdd(({ method }, response) => {
        const [, token = ""] = method === "POST" ? left.shift()! : [];
        sendJson(response, { token, expiresIn: 1200, scope: [] });
      });
      await chooseServer(visit, server.endpoint);
      for (const [name, , said] of tokens) {
        await press(visit, "#call", "done");
        expect(`${name}: ${await text("#decoded .content")}`).toMatch(said);
      }
      expect(left).toEqual([]);
      expect(await visit.page.evaluate('document.querySelector("main :is(img, b b)")')).toBe(null);
    });

    test("thousands of them in one reply are masked, in no time to speak of", async () => {
      const { page } = visit;
      const body = `{${'"token":"FAKE",'.repeat(600)}${Array.from({ length: 600 }, (_, index) => `"token":"FAKE${index}"`).join()},"expiresIn":1200,"scope":[]}`;
      const server = await serveOdd((_request, response) => response.end(body));
      await chooseServer(visit, server.endpoint);
      await press(visit, "#call", "done");
      expect(await text("#reply .body")).not.toContain("FAKE");
      await page.click("#reveal");
      expect(await text("#reply .body")).toContain('"token": "FAKE599"');
      await page.click("#reveal");
    });
  });
}, true);
