// From everything that can be typed and chosen there is a way back.
import { beforeEach, describe, expect, test } from "vitest";
import { createRemoteRecorder, httpReply } from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";
import { inBrowsers, stateOf } from "./in-browsers.ts";
import { paste } from "./paste.ts";
import {
  chooseServer,
  createCountingServer,
  empty,
  fakeClient,
  isHidden,
  press,
  submit,
  valueOf,
} from "./request.ts";

inBrowsers((visit) => {
  const { until, text, fill } = visit;
  const credentials = async () =>
    visit.page.evaluate<string[]>(`[${valueOf("clientId")}, ${valueOf("clientSecret")}]`);
  const offersReset = async () => !(await visit.page.evaluate<boolean>(isHidden("#reset")));

  describe("from everything there is a way back", { concurrent: false }, () => {
    beforeEach(async () => visit.page.goto(visit.server.url));

    test("after a secret of one's own the sandbox works at once", async () => {
      const { page } = visit;
      const server = await createCountingServer();
      await chooseServer(visit, server.endpoint);
      await press(visit, "#call", "done");
      await page.click("[value=sandbox]");
      await press(visit, "#call", "done");
      expect(await text("#reply .line")).toBe("200 OK");
    });

    test("each kind keeps what was typed for it, and for no other", async () => {
      const { page, server } = visit;
      const [clientId, secret] = await credentials();
      expect(secret).toMatch(/^FAKE/);
      await page.click("[value=sirv]");
      expect(await credentials()).toEqual(["", ""]);
      await fill("#client-secret", "FAKE-of-sirv");
      await page.click("[value=sandbox]");
      expect(await credentials()).toEqual([clientId, secret]);
      await fill("#client-secret", "FAKE-of-sandbox");
      await page.click("[value=broker]");
      expect(await credentials()).toEqual(["", ""]);
      await fill("[name=endpoint]", "https://fake.example/broker");
      await page.click("[value=sirv]");
      expect(await credentials()).toEqual(["", "FAKE-of-sirv"]);
      expect(await page.evaluate(valueOf("endpoint"))).toBe("https://api.sirv.com/v2/token");
      await page.click("[value=sandbox]");
      expect(await credentials()).toEqual([clientId, "FAKE-of-sandbox"]);
      expect(await page.evaluate(valueOf("endpoint"))).toBe(`${server.url}sandbox/v2/token`);
      await page.click("[value=broker]");
      expect(await page.evaluate(valueOf("endpoint"))).toBe("https://fake.example/broker");
      expect(await text("#request .body")).toBe("{}");
    });

    test("Reset is offered only when something differs, and restores it", async () => {
      const { page } = visit;
      const before = await credentials();
      for (const kind of ["broker", "sirv", "sandbox"]) {
        await page.click(`[value=${kind}]`);
        expect(await offersReset()).toBe(false);
      }
      await fill("#client-secret", "FAKE-wrong");
      expect(await offersReset()).toBe(true);
      await press(visit, "#token", "failed");
      expect(await text("#token .code")).toBe("unauthorized");
      await page.click("[value=sirv]");
      expect(await offersReset()).toBe(false);
      await page.click("[value=sandbox]");
      await page.click("#reset");
      expect(await credentials()).toEqual(before);
      expect(await offersReset()).toBe(false);
      await press(visit, "#call", "done");
      // By hand it is undone as well.
      await fill("[name=expiresIn]", "90");
      expect(await offersReset()).toBe(true);
      await empty(visit, "[name=expiresIn]");
      expect(await offersReset()).toBe(false);
    });

    test("Sirv starts empty, and is sent nothing but what was typed for it", async () => {
      const { page } = visit;
      const json = { "content-type": "application/json" };
      const recorder = await createRemoteRecorder(httpReply("{}", 400, json));
      await page.click("[value=sirv]");
      await paste(visit.page, { endpoint: recorder.endpoint });
      await page.click(submit);
      // By a script: browsers are busy showing what is missing.
      await page.evaluate('document.querySelector("#run-reference").click()');
      expect(await page.evaluate(stateOf("#token"))).toBe("idle");
      expect(await page.evaluate("document.activeElement.name")).toBe("clientId");
      await paste(visit.page, fakeClient);
      await press(visit, "#token", "failed");
      await page.click("#run-reference");
      await until('document.querySelector("#reference-note").textContent !== ""');
      const own = JSON.stringify(fakeClient);
      const sent = (await recorder.requests()).map((bytes) => parseMessage(bytes)?.body);
      // The flow's; the library's again, and the schema's. The samples' reply is refused before they are sent, or not.
      expect(sent.filter((body) => body === own)).toHaveLength(3);
      expect(sent.filter((body) => body !== own && body !== "{}")).toEqual([]);
    });

    test("an address that is none is shown to the visitor, or told of, and then mended", async () => {
      const { page } = visit;
      const server = await createCountingServer();
      await chooseServer(visit, "https://[fake");
      await page.click(submit);
      expect(await page.evaluate("document.activeElement.name")).toBe("endpoint");
      expect(await page.evaluate(stateOf("#token"))).toBe("idle");
      for (const endpoint of [
        "http://fake.example/v2/token",
        "ftp://127.0.0.1/v2/token",
        "fake:no",
      ]) {
        await paste(visit.page, { endpoint });
        await press(visit, "#token", "failed");
        expect(await text("#token .code")).toBe("insecure_endpoint");
        await page.click("#run-reference");
        await until('document.querySelector("#reference-note").textContent !== ""');
        expect(await text("#reference-note")).toMatch(/^The library refused to send this/);
      }
      await paste(visit.page, { endpoint: server.endpoint });
      await press(visit, "#call", "done");
    });

    test("a token of a server that is not Sirv's API goes to no other unasked", async () => {
      const { page } = visit;
      const server = await createCountingServer();
      // The sandbox is there too, but not where the API's paths would be looked for.
      await chooseServer(visit, `${server.endpoint}?fake=query`);
      await press(visit, "#token", "done");
      expect(await text("#send-call")).toBe("Send it to Sirv");
      expect(await page.evaluate(stateOf("#call"))).toBe("idle");
      expect(await server.requests()).toHaveLength(1);
    });
  });
}, true);
