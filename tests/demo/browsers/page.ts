/** What a test does with a page, the same in every browser. */
export interface Page {
  readonly browser: string;
  goto(url: string): Promise<void>;
  /** Opens it exactly that large: where the browser's windows can't be, in a frame. */
  gotoAt(url: string, size: Size): Promise<void>;
  /** Loads the page again, as a user's Ctrl-R or Ctrl-Shift-R does. */
  reload(hard?: boolean): Promise<void>;
  /** Clicks the middle of the element. */
  click(selector: string): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  /** A key by its name in the standard on key values, with Shift or Control held. */
  press(key: KeyName, modifier?: "Shift" | "Control"): Promise<void>;
  /** The value of an expression, or what the promise that it gives is fulfilled with; it is JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** What the clipboard holds. */
  clipboard(): Promise<string>;
  /** The page from top to bottom as PNG. */
  screenshot(path: `${string}.png`): Promise<void>;
  /** An element's pixels as PNG, in base64. */
  shot(selector: string): Promise<string>;
  /** Shows the page as it is printed, from now until it is loaded anew. */
  showAsPrinted(): Promise<void>;
  /** Makes the page so wide, or nearly so in a browser whose windows can't be; a frame can. */
  resize(width: number, height: number): Promise<void>;
  /** What went wrong in the page since it was asked last: errors of its programs, logged or not. */
  problems(): Promise<string[]>;
  /** Ends the browser. */
  close(): Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type KeyName =
  | "Tab"
  | "Enter"
  | " "
  | "ArrowLeft"
  | "ArrowRight"
  | "ArrowDown"
  | "ArrowUp"
  | "Backspace"
  | "Home"
  | "End"
  | "a";

/**
 * An expression that brings an element into the middle of the window: what browsers do by themselves
 * before a click may leave it under a sticky header, or be on its way still.
 */
export const scrollTo = (selector: string): string =>
  `void document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: "center", behavior: "instant" })`;

/** An expression that applies the rules for paper, where no driver can have the browser do so. */
export const applyPrintRules = `void (() => {
  const applied = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule.media?.mediaText === "print");
  if (applied.length === 0) throw new Error("the page has no rules for paper");
  for (const { media } of applied) media.mediaText = "all";
})()`;
