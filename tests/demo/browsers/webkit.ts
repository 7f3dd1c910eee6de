// WebKitGTK over plain W3C WebDriver.
import { writeFile } from "node:fs/promises";
import { browserProgram } from "../../browsers/browsers.ts";
import { startWebKit } from "../../browsers/webkit.ts";
import { applyPrintRules, type KeyName, type Page, scrollTo, type Size } from "./page.ts";

const elementKey = "element-6066-11e4-a52e-4f735466cecf";

/** WebDriver's characters for keys: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const keys: Readonly<Record<KeyName | "Shift" | "Control", string>> = {
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE006",
  " ": " ",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Home: "\uE011",
  End: "\uE010",
  Shift: "\uE008",
  Control: "\uE009",
  a: "a",
};

export async function openWebKit(): Promise<Page> {
  const session = await startWebKit(browserProgram("webkit"));
  const ask = async <T>(method: string, path: string, body?: object) =>
    (await session.ask(method, path, body)) as T;
  const evaluate = async <T>(expression: string) =>
    ask<T>("POST", "/execute/sync", { script: `return (${expression})`, args: [] });

  const press = async (...values: readonly string[]) => {
    const actions = [
      ...values.map((value) => ({ type: "keyDown", value })),
      ...values.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
    await ask("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  };

  const find = async (selector: string) =>
    ask<Record<string, string>>("POST", "/element", { using: "css selector", value: selector });
  const resizeWindow = async (size: Partial<Size>) => ask("POST", "/window/rect", size);
  /** A frame's size is its own; the window must be larger, for a click is one at a point of the window. */
  const resizeFrame = async ({ width, height }: Size) => {
    await resizeWindow({ width: Math.max(width, 500), height: height + 100 });
    await evaluate(
      `void (frameElement.style.cssText = "border: 0; width: ${width}px; height: ${height}px")`,
    );
  };
  const isFramed = async () => evaluate<boolean>("globalThis.frameElement !== null");

  return {
    browser: "WebKit",
    async gotoAt(url, size) {
      await ask("POST", "/frame", { id: null });
      // Of the same origin.
      await session.open(new URL("nothing-here", url).href);
      await ask("POST", "/execute/async", { script: frameScript, args: [url] });
      await ask("POST", "/frame", { id: await find("iframe") });
      await resizeFrame(size);
      await evaluate(`void (${watch.toString()})()`);
    },
    async goto(url) {
      await ask("POST", "/frame", { id: null });
      await session.open(url);
      await evaluate(`void (${watch.toString()})()`);
    },
    async problems() {
      return evaluate("(globalThis.problems ?? []).splice(0)");
    },
    async reload(hard) {
      // MiniBrowser has no hard reload that WebDriver could ask for.
      if (hard) throw new Error("WebKit can't be told to reload without its worker");
      await ask("POST", "/refresh", {});
      await evaluate(`void (${watch.toString()})()`);
    },
    async click(selector) {
      await evaluate(scrollTo(selector));
      await ask("POST", `/element/${(await find(selector))[elementKey]}/click`, {});
    },
    async type(text) {
      for (const character of text) await press(character);
    },
    press: async (key, modifier) => press(...(modifier ? [keys[modifier]] : []), keys[key]),
    evaluate,
    async clipboard() {
      await evaluate("void document.body.append(document.createElement('textarea'))");
      await evaluate("document.querySelector('body > textarea').focus()");
      await press(keys.Control, "v");
      return evaluate(`(() => {
        const area = document.querySelector("body > textarea");
        area.remove();
        return area.value;
      })()`);
    },
    async screenshot(path) {
      const { height } = await ask<Size>("GET", "/window/rect");
      const [framed, width, seen, whole] = await evaluate<[boolean, number, number, number]>(
        "[frameElement !== null, innerWidth, innerHeight, document.documentElement.scrollHeight]",
      );
      if (framed) await resizeFrame({ width, height: whole });
      else await resizeWindow({ height: Math.min(whole + 100, 16_000) });
      await writeFile(path, Buffer.from(await ask<string>("GET", "/screenshot"), "base64"));
      if (framed) await resizeFrame({ width, height: seen });
      else await resizeWindow({ height });
    },
    async shot(selector) {
      await evaluate(scrollTo(selector));
      return ask("GET", `/element/${(await find(selector))[elementKey]}/screenshot`);
    },
    showAsPrinted: async () => evaluate(applyPrintRules),
    async resize(width, height) {
      if (await isFramed()) await resizeFrame({ width, height });
      else await resizeWindow({ width, height });
    },
    close: async () => session.end(),
  };
}

/** Runs in a page: has a frame that shows another one, until that is loaded. */
const frameScript = `
  const [src, done] = arguments;
  const frame = document.createElement("iframe");
  document.body.style.margin = 0;
  frame.addEventListener("load", () => done());
  frame.src = src;
  document.body.append(frame);
`;

/** Runs in the page: collects what goes wrong in it from now on. */
function watch(): void {
  const problems: string[] = [];
  Object.assign(globalThis, { problems });
  addEventListener("error", ({ message }) => void problems.push(message));
  addEventListener("unhandledrejection", ({ reason }) => void problems.push(String(reason)));
  const log = console.error.bind(console);
  console.error = (...values: unknown[]) => {
    problems.push(values.join(" "));
    log(...values);
  };
}
