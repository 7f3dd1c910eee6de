// The token, readable: its header, its claims and its signature, in the colours that people know.
import { beforeAll, describe, expect, test } from "vitest";
import { createRemoteRecorder, fake, httpReply, tokenReply } from "../support/control.ts";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { paste } from "./paste.ts";

const submit = "#credentials button[type=submit]";
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Expressions for the colours of the token's parts, and of what is said of each. */
const coloursOf = (selector: string) =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].map((each) => getComputedStyle(each).color)`;

inBrowsers((visit) => {
  const { until, text } = visit;

  beforeAll(async () => visit.page.resize(1280, 900));

  /** The page after a server has given this token, which Sirv never made. */
  async function showToken(token: string): Promise<void> {
    const { page } = visit;
    const json = { "content-type": "application/json" };
    const recorder = await createRemoteRecorder(
      httpReply(JSON.stringify({ ...tokenReply, token }), 200, json),
      httpReply("{}", 200, json),
    );
    await page.goto(visit.server.url);
    await page.click("[value=sirv]");
    await paste(page, { endpoint: recorder.endpoint, ...fake });
    await page.click(submit);
    await until(`${stateOf("#token")} === "done"`);
  }

  describe("the sandbox's", () => {
    beforeAll(async () => {
      await visit.page.goto(visit.server.url);
      await visit.page.click(submit);
      await until(`${stateOf("#call")} === "done"`);
    });

    test("three parts, of three colours, in both schemes", async () => {
      const { page } = visit;
      const seen = new Set<string>();
      for (const scheme of ["light", "dark"]) {
        await page.evaluate(`void (document.documentElement.style.colorScheme = "${scheme}")`);
        const parts = await page.evaluate<string[]>(coloursOf("#token .token-text .secret"));
        const names = await page.evaluate<string[]>(coloursOf("#decoded h3"));
        expect(parts).toHaveLength(3);
        expect(names).toEqual(parts);
        for (const colour of parts) seen.add(colour);
      }
      expect(seen.size).toBe(6);
      expect(
        await page.evaluate(
          "[...document.querySelectorAll('#decoded h3')].map((h) => h.innerText)",
        ),
      ).toEqual(["Header", "Claims", "Signature"]);
    });

    test("its header, and its instants as times of this place", async () => {
      const said = await text("#decoded");
      expect(said).toMatch(/alg\s+HS256\s+typ\s+JWT/);
      const instants = [...said.matchAll(/(\d{10}) = (.+)/g)];
      expect(said).toMatch(/iat \(issued\)\s+\d{10} = .+\s+exp \(expires\)\s+\d{10} = /);
      expect(instants).toHaveLength(2);
      const [iat, exp] = instants.map(([, seconds]) => Number(seconds));
      expect(exp! - iat!).toBe(1200);
      for (const [, seconds, shown] of instants) {
        // With the day, where that is another one.
        expect(shown).toContain(
          await visit.page.evaluate<string>(
            `new Date(${seconds} * 1000).toTimeString().slice(0, 8)`,
          ),
        );
      }
    });

    test("every scope says what it allows", async () => {
      const scopes = await visit.page.evaluate<[string, string][]>(`
        [...document.querySelectorAll("#decoded .scopes dt")].map((name) => [
          name.innerText, name.nextElementSibling.innerText,
        ])`);
      expect(scopes).toHaveLength(10);
      expect(scopes).toContainEqual(["files:write", "upload, move and delete files"]);
      for (const [name, allows] of scopes) {
        expect(name).toMatch(/^[a-z]+(:(read|write))?$/);
        expect(allows.split(" ").length).toBeGreaterThan(2);
      }
    });

    test("while it is masked, no part of it is in the document", async () => {
      const { page } = visit;
      await page.click("#reveal");
      const parts = (await text("#token .token-text")).split(".");
      const found = async () =>
        page.evaluate<string[]>(
          `${JSON.stringify(parts)}.filter((part) => document.documentElement.outerHTML.includes(part))`,
        );
      expect(parts).toHaveLength(3);
      expect(await found()).toEqual(parts);
      await page.click("#reveal");
      expect(await found()).toEqual([]);
    });
  });

  test("a token that is no JWT is called opaque, and is shown in one piece", async () => {
    const { page } = visit;
    for (const token of ["FAKE-opaque-token", tokenReply.token]) {
      await showToken(token);
      expect(await text("#decoded .content")).toBe("This token is no JWT: it is opaque.");
      await page.click("#reveal");
      expect(await text("#token .token-text")).toBe(token);
      expect(await page.evaluate("document.querySelectorAll('.token-text .secret').length")).toBe(
        1,
      );
    }
  });

  test("claims of others are shown as they are: letters of any kind, numbers, lists, markup", async () => {
    const claims = {
      clientName: "Müller & Söhne <b>GmbH</b>",
      nbf: 1_700_000_000,
      roles: ["a", { b: 1 }],
      scope: ["images", "unheard:of"],
    };
    await showToken(`${encode({ alg: "none" })}.${encode(claims)}.FAKE`);
    const said = await text("#decoded");
    expect(said).toMatch(/clientName\s+Müller & Söhne <b>GmbH<\/b>/);
    expect(said).toMatch(/nbf\s+1700000000 = .*2023/);
    expect(said).toMatch(/roles\s+\["a",{"b":1}\]/);
    expect(said).toMatch(/images\s+call the image endpoints\s+unheard:of\s+–/);
  });

  test("one that is very long stays in its card, and can be scrolled with the keyboard", async () => {
    const claims = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`claim${index}`, index]),
    );
    await showToken(`${encode({ alg: "none" })}.${encode(claims)}.FAKE`);
    const list = 'document.querySelectorAll("#decoded dl")[1]';
    await until(`${list}.tabIndex === 0`);
    const [height, whole] = await visit.page.evaluate<[number, number]>(
      `[${list}.clientHeight, ${list}.scrollHeight]`,
    );
    expect(height).toBeLessThan(600);
    expect(whole).toBeGreaterThan(1000);
  });
});
