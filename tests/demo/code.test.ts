import { beforeEach, describe, expect, test } from "vitest";
import { snippets } from "../../demo/snippets/index.ts";
import { inBrowsers } from "./in-browsers.ts";

// What the page's fields can hold; the other tests run such code, with worse.
const inputs = {
  endpoint: "http://127.0.0.1:9/v2/token",
  clientId: "fake'Client\"Id",
  clientSecret: "FAKE'one\"two`$(exit 3)${HOME}\\</script>é",
  expiresIn: 300,
};

inBrowsers((visit) => {
  const { until, text, fill } = visit;

  describe("with the form's values", () => {
    beforeEach(async () => {
      await visit.page.goto(visit.server.url);
      await visit.page.click("[value=sirv]");
      await fill("[name=endpoint]", inputs.endpoint);
      await fill("[name=clientId]", inputs.clientId);
      await fill("[name=expiresIn]", String(inputs.expiresIn));
      await fill("#client-secret", inputs.clientSecret);
    });

    test("every language's code is copied whole, and masked on screen", async () => {
      for (const snippet of snippets) {
        await visit.page.click(`#tab-${snippet.id}`);
        expect(await text("#code-hint")).toBe(snippet.hint);
        const shown = await text("#code-panel");
        expect(shown).toBe(snippet.write({ ...inputs, clientSecret: "********" }).trim());
        expect(shown).not.toContain("FAKE");
        await visit.page.click("#copy");
        await until('document.querySelector("#copy").textContent === "Copied"');
        expect(await visit.page.clipboard()).toBe(snippet.write(inputs));
      }
    });

    test("what is revealed is shown whole", async () => {
      await visit.page.click("#reveal");
      await visit.page.click("#tab-curl");
      const curl = snippets.find(({ id }) => id === "curl")!;
      expect(await text("#code-panel")).toBe(curl.write(inputs).trim());
    });
  });

  test("a lifetime that Sirv would refuse is in no code", async () => {
    await visit.page.goto(visit.server.url);
    await fill("[name=expiresIn]", "1.5");
    expect(await text("#code-panel")).not.toContain("expiresIn");
    await fill("[name=expiresIn]", "15");
    expect(await text("#code-panel")).toContain("expiresIn: 15");
  });

  test("the sandbox's address, which is of use in this page alone, is in no code", async () => {
    await visit.page.goto(visit.server.url);
    for (const { id } of snippets) {
      await visit.page.click(`#tab-${id}`);
      expect(await text("#code-panel")).not.toContain("127.0.0.1");
    }
    expect(await text("#code-note")).toContain("npx sirv-token sandbox");
  });
});
