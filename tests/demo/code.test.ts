import { beforeEach, describe, expect, test } from "vitest";
import { sirvEndpoint } from "../../demo/form/endpoint.ts";
import { snippets } from "../../demo/snippets/index.ts";
import { inBrowsers } from "./in-browsers.ts";

// What the page's fields can hold; the other tests run such code, with worse.
const credentials = {
  clientId: "fake'Client\"Id",
  clientSecret: "FAKE'one\"two`$(exit 3)${HOME}\\</script>é",
};
const request = { endpoint: "http://127.0.0.1:9/v2/token", expiresIn: 300 };
const masked = { ...credentials, clientSecret: "********" };

const curl = snippets.find(({ id }) => id === "curl") ?? snippets[0];

inBrowsers((visit) => {
  const { until, text, fill } = visit;
  const copied = 'document.querySelector("#copy").textContent === "Copied"';
  const isHidden = async (selector: string) =>
    visit.page.evaluate(`document.querySelector(${JSON.stringify(selector)}).hidden`);

  beforeEach(async () => visit.page.goto(visit.server.url));

  describe("with Sirv chosen", () => {
    beforeEach(async () => {
      await visit.page.click("[value=sirv]");
      await fill("[name=endpoint]", request.endpoint);
      await fill("[name=clientId]", credentials.clientId);
      await fill("[name=expiresIn]", String(request.expiresIn));
      await fill("#client-secret", credentials.clientSecret);
    });

    test("every program is copied whole, and reads its environment unless told otherwise", async () => {
      for (const snippet of snippets) {
        await visit.page.click(`#tab-${snippet.id}`);
        expect(await text("#copy")).toBe("Copy");
        expect(await text("#code-hint")).toBe(snippet.hint);
        const shown = await text("#code-panel");
        expect(shown).toBe(snippet.write(request).trim());
        expect(shown).not.toMatch(/FAKE|fake|\*{8}/);
        await visit.page.click("#copy");
        await until(copied);
        expect(await visit.page.clipboard()).toBe(snippet.write(request));
      }
    });

    test("with the form's values, the secret is masked on screen and real in the copy", async () => {
      await visit.page.click("#with-values");
      for (const snippet of snippets) {
        await visit.page.click(`#tab-${snippet.id}`);
        const shown = await text("#code-panel");
        expect(shown).toBe(snippet.write({ ...request, credentials: masked }).trim());
        expect(shown).not.toContain("FAKE");
        await visit.page.click("#copy");
        await until(copied);
        expect(await visit.page.clipboard()).toBe(snippet.write({ ...request, credentials }));
      }
      await visit.page.click("#tab-curl");
      expect(await text("#code-panel .secret")).toBe("********");
      expect(await text("#code-note")).toContain("masked");
    });

    test("what is revealed is shown whole, where it is shown at all", async () => {
      await visit.page.click("#reveal");
      await visit.page.click("#tab-curl");
      expect(await text("#code-panel")).toBe(curl.write(request).trim());
      await visit.page.click("#with-values");
      expect(await text("#code-panel")).toBe(curl.write({ ...request, credentials }).trim());
    });

    test("the switch is for credentials of Sirv alone", async () => {
      expect(await isHidden("#code-values")).toBe(false);
      await visit.page.click("#with-values");
      await visit.page.click("#tab-curl");
      for (const kind of ["sandbox", "broker"]) {
        await visit.page.click(`[value=${kind}]`);
        expect(await isHidden("#code-values")).toBe(true);
        // Their own lifetime too.
        expect(await text("#code-panel")).toBe(curl.write({ endpoint: sirvEndpoint }).trim());
      }
      await visit.page.click("[value=sirv]");
      await fill("[name=clientId]", " ");
      await visit.page.press("Backspace");
      expect(await isHidden("#code-values")).toBe(true);
      expect(await text("#code-panel")).toBe(curl.write(request).trim());
    });
  });

  test("a lifetime that Sirv would refuse is in no code", async () => {
    await fill("[name=expiresIn]", "1.5");
    expect(await text("#code-panel")).not.toContain("expiresIn");
    await fill("[name=expiresIn]", "15");
    expect(await text("#code-panel")).toContain("expiresIn: 15");
  });

  test("the sandbox's address and secret, of use in this page alone, are in no code", async () => {
    expect(await isHidden("#code-values")).toBe(true);
    for (const { id, write } of snippets) {
      await visit.page.click(`#tab-${id}`);
      expect(await text("#code-panel")).toBe(write({ endpoint: sirvEndpoint }).trim());
    }
    expect(await text("#code-note")).toContain("npx sirv-token sandbox");
  });

  test("a button that copied says so for a while, and of that code alone", async () => {
    await visit.page.click("#copy");
    await until(copied);
    expect(await text("#announcement")).toBe("The code is copied.");
    await until(`!(${copied})`);
    await visit.page.click("#copy");
    await until(copied);
    await fill("[name=expiresIn]", "15");
    expect(await text("#copy")).toBe("Copy");
  });

  test.each([
    ["refused", "{ writeText: async () => { throw new Error('refused'); } }"],
    ["missing, as on plain HTTP", "undefined"],
  ])("a clipboard that is %s is told of, and the code selected", async (_, value) => {
    const { page } = visit;
    await page.evaluate(
      `void Object.defineProperty(navigator, "clipboard", { configurable: true, value: ${value} })`,
    );
    const told = "Copying was refused. Select the code and copy it with the keyboard.";
    await page.click("#copy");
    await until('document.querySelector("#copy + .bad").textContent');
    expect(await text("#copy + .bad")).toBe(told);
    expect(await text("#copy")).toBe("Copy");
    expect(await text("#announcement")).toBe(told);
    const selected = await page.evaluate<string>("String(getSelection())");
    expect(selected.trim()).toBe(snippets[0].write({ endpoint: sirvEndpoint }).trim());
    await page.click("#tab-curl");
    expect(await text("#copy + .bad")).toBe("");
  });

  test("the arrows run through both rows, whose names describe their tabs", async () => {
    const { page } = visit;
    const focused = async () => page.evaluate<string>("document.activeElement.id");
    const described = async () =>
      page.evaluate<string>(
        'document.querySelector("#" + document.activeElement.getAttribute("aria-describedby")).textContent',
      );
    await page.click("#tab-bun");
    expect(await described()).toBe("With this library");
    await page.press("ArrowRight");
    expect([await focused(), await described()]).toEqual(["tab-fetch", "Without it"]);
    await page.press("ArrowLeft");
    expect(await focused()).toBe("tab-bun");
  });

  test("the code is coloured as its language has it", async () => {
    await visit.page.click("#tab-python");
    expect(await text("#code-panel .code-keyword")).toBe("import");
    expect(await text("#code-panel .code-string")).toBe('"clientId"');
    const colours = await visit.page.evaluate<string[]>(
      `["keyword", "string"].map((kind) => getComputedStyle(document.querySelector("#code-panel .code-" + kind)).color)`,
    );
    expect(new Set(colours).size).toBe(2);
  });

  test("at 320 pixels every tab is in view, and only the code is scrolled sideways", async () => {
    const { page, server } = visit;
    await page.gotoAt(server.url, { width: 320, height: 800 });
    await page.click("#tab-php");
    const [width, outside, lines, sideways] = await page.evaluate<number[]>(`(() => {
      const boxes = [...document.querySelectorAll("[role=tab], #copy, #code-panel")]
        .map((each) => each.getBoundingClientRect());
      const panel = document.querySelector("#code-panel");
      const lineHeight = parseFloat(getComputedStyle(panel).lineHeight);
      return [
        innerWidth,
        boxes.filter(({ left, right }) => left < 0 || right > innerWidth).length,
        Math.round(panel.querySelector("code").getBoundingClientRect().height / lineHeight),
        panel.scrollWidth - panel.clientWidth,
      ];
    })()`);
    expect([width, outside]).toEqual([320, 0]);
    expect(sideways).toBeGreaterThan(100);
    const php = snippets.find(({ id }) => id === "php")?.write({ endpoint: sirvEndpoint }) ?? "";
    expect(Math.abs((lines ?? 0) - php.trimEnd().split("\n").length)).toBeLessThanOrEqual(1);
  });
});
