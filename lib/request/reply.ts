import { quietly } from "../support/quietly.ts";

/** A token reply, read to its end. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Whether it leads elsewhere. */
  readonly isRedirect: boolean;
  /** What it holds; `undefined` if that is no JSON, or longer than a token reply can be. */
  readonly json: unknown;
}

/** Reads a token reply. */
export async function readReply(response: Response): Promise<Reply> {
  const { status, headers, type } = response;
  return {
    status,
    headers,
    // Browsers show a redirect that is not followed as an opaque response, with status 0.
    isRedirect: type === "opaqueredirect" || (status >= 300 && status < 400 && status !== 304),
    json: await readJson(response),
  };
}

/** What a body holds; `undefined` if that is no JSON, or longer than a token reply can be. */
export async function readJson(response: Response): Promise<unknown> {
  const text = await readText(response);
  // What the parser throws quotes the text.
  return quietly(() => JSON.parse(text) as unknown);
}

/** A body's text, or the beginning of it, with which the rest is let go. */
export async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  // React Native has no streams, and had no TextDecoder for long.
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = "";
  // A JWT with every scope of Sirv is under 2 kB.
  while (text.length < 100_000) {
    const { value } = await reader.read();
    if (!value) break;
    text += decoder.decode(value, { stream: true });
  }
  // Not waited for: a body that was cloned ends with its clone.
  reader.cancel().catch(() => undefined);
  return text;
}

/** The server's own words for what went wrong, in any of the shapes that Sirv has for them, or "". */
export function wordsOf({ json }: Reply): string {
  // A limit may arrive as `[{"error": "rate limit exceeded…"}]`.
  const [body]: unknown[] = [json].flat();
  if (typeof body !== "object" || body === null) return "";
  const { message, error } = body as { readonly message?: unknown; readonly error?: unknown };
  const nested: unknown =
    typeof error === "object" && error !== null && "message" in error && error.message;
  const isText = (words: unknown): words is string => typeof words === "string" && words !== "";
  return [message, error, nested].find(isText) ?? "";
}
