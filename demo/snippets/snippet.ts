import type { Credentials } from "../../lib/index.ts";
import type { Language } from "../view/highlight.ts";

/** What a snippet sends, and to whom. */
export interface SnippetInputs {
  readonly endpoint: string;
  /** Written as literals. Without them, the program reads its environment; a page's program asks. */
  readonly credentials?: Credentials | undefined;
  /** Seconds; only when they are asked for. */
  readonly expiresIn?: number | undefined;
}

/** A program in one language that asks for a token. */
export interface Snippet {
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** With this library, or with what the language has. */
  readonly group: "library" | "plain";
  readonly language: Language;
  /** What runs it, or where it goes. */
  readonly hint: string;
  /** The program. */
  readonly write: (inputs: SnippetInputs) => string;
}

/** The body that every snippet sends, byte for byte but for letters that may be escaped. */
export function bodyOf(
  { clientId, clientSecret }: Credentials,
  expiresIn: number | undefined,
): string {
  return JSON.stringify({ clientId, clientSecret, expiresIn });
}
