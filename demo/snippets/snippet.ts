/** What a snippet sends. */
export interface SnippetInputs {
  readonly endpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Seconds; only when they are asked for. */
  readonly expiresIn?: number | undefined;
}

/** A program in one language that asks for a token. */
export interface Snippet {
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** What runs it, or where it goes. */
  readonly hint: string;
  /** The program, with the inputs as the language's literals. */
  readonly write: (inputs: SnippetInputs) => string;
}

/** The body that every snippet sends, byte for byte. */
export function bodyOf({ clientId, clientSecret, expiresIn }: SnippetInputs): string {
  return JSON.stringify({ clientId, clientSecret, expiresIn });
}
